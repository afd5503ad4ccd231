"""The tables of figures in the demos are what the published files say: derived anew, byte by byte."""

from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path

import pytest

from mitsorge.doors.setup import demo

HOUSE = Path(__file__).resolve().parents[4]
FOLDER = Path(demo.__file__).parent / "figures"
SCRIPT = HOUSE / "script/derive-figures"


@pytest.mark.shared
def test_every_table_is_derived_from_the_published_files(shared, tmp_path, monkeypatch):
    loader = SourceFileLoader("derive_figures", str(SCRIPT))
    script = module_from_spec(spec_from_loader(loader.name, loader))
    loader.exec_module(script)
    monkeypatch.setattr(script, "TARGET", tmp_path)
    script.main(shared / "data")
    made = {path.name: path.read_bytes() for path in tmp_path.glob("*.csv")}
    kept = {path.name: path.read_bytes() for path in FOLDER.glob("*.csv")}
    assert sorted(made) == sorted(kept)
    assert [name for name in kept if made[name] != kept[name]] == []
