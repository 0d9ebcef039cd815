(function () {
  "use strict";
  var form = document.querySelector("form[role=search]");
  if (!form) return;
  var input = document.getElementById("search");
  var output = document.getElementById("matches");
  var findings = Array.from(document.querySelectorAll(".finding"));
  var rules = Array.from(document.querySelectorAll(".rule"));
  var severities = Array.from(document.querySelectorAll("section.severity"));
  var texts = findings.map(function (finding) {
    return (finding.textContent + " " + finding.closest(".rule").id).toLowerCase();
  });
  var timer = 0;

  function hideEmpty(section) {
    section.hidden = !section.querySelector(".finding:not([hidden])");
  }

  function search() {
    var words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
    var number = 0;
    findings.forEach(function (finding, index) {
      var found = words.every(function (word) { return texts[index].includes(word); });
      finding.hidden = !found;
      if (found) number += 1;
    });
    rules.forEach(hideEmpty);
    severities.forEach(hideEmpty);
    output.textContent = words.length ? number + " of " + findings.length : "";
  }

  form.hidden = false;
  form.addEventListener("submit", function (event) { event.preventDefault(); search(); });
  input.addEventListener("input", function () { clearTimeout(timer); timer = setTimeout(search, 150); });
})();
