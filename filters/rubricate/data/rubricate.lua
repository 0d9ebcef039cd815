-- A pandoc reader that hands the bytes of the source to `rubricate read`, so that `pandoc -d rubricate` reads every
-- format exactly as `rubricate convert` does: same decoding, same limits, same plain-text reader.

local program = "@RUBRICATE@"

function ByteStringReader(input, options)
  local name = PANDOC_STATE.input_files[1] or "-"
  local ok, json = pcall(pandoc.pipe, program, {"read", "--name", name, "-"}, input)
  if not ok then
    -- what went wrong already stands on standard error
    os.exit(1)
  end
  return pandoc.read(json, "json")
end
