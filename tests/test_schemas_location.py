"""`schemas/` is found from a checkout, from an editable install, and from a wheel; a damaged file is refused."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from rubricate.schemas import CATALOGUE, CHECKSUMS, find_schemas, schema_bytes
from rubricate.values import RubricateError

ROOT = Path(__file__).parents[1]


def test_a_checkout_and_an_editable_install_use_the_folder_beside_filters(tmp_path: Path) -> None:
    package = tmp_path / "filters" / "rubricate"
    package.mkdir(parents=True)
    (tmp_path / "schemas").mkdir()
    (tmp_path / "schemas" / CATALOGUE).write_text("[]")
    stale = package / "schemas_data"
    stale.mkdir()
    (stale / CATALOGUE).write_text("[]")
    assert find_schemas(package) == tmp_path / "schemas"


def test_a_wheel_uses_its_own_copy(tmp_path: Path) -> None:
    package = tmp_path / "site-packages" / "rubricate"
    (package / "schemas_data").mkdir(parents=True)
    (package / "schemas_data" / CATALOGUE).write_text("[]")
    assert find_schemas(package) == package / "schemas_data"


def test_none_at_all_is_said(tmp_path: Path) -> None:
    with pytest.raises(RubricateError) as caught:
        find_schemas(tmp_path)
    assert caught.value.findings[0].id == "schema-missing"


def test_a_flipped_byte_is_refused(tmp_path: Path) -> None:
    for name in (CHECKSUMS, CATALOGUE):
        shutil.copy(ROOT / "schemas" / name, tmp_path / name)
    assert schema_bytes(CATALOGUE, tmp_path)
    damaged = bytearray((tmp_path / CATALOGUE).read_bytes())
    damaged[100] ^= 1
    (tmp_path / CATALOGUE).write_bytes(bytes(damaged))
    with pytest.raises(RubricateError) as caught:
        schema_bytes(CATALOGUE, tmp_path)
    assert caught.value.findings[0].id == "schema-damaged"
