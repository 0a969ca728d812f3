"""Takes the resource schemas that the engine checks templates against out of cfn-lint, which carries AWS's own.

Usage: pip download --no-deps cfn-lint==1.58.0 && python refresh.py cfn_lint-1.58.0-py3-none-any.whl

Reads types.txt, writes one file a type below src/main/resources. Kept is what decides: names, types, enums, what is
required, what can't change, and what Fn::GetAtt returns.
"""

import json
import pathlib
import sys
import zipfile

HERE = pathlib.Path(__file__).parent
TARGET = HERE.parent / "src/main/resources/dev/greenroom/localcloud/cloudformation/schema"
SCHEMA_KEYS = {
    "type", "enum", "items", "$ref", "required", "additionalProperties", "properties", "patternProperties",
    "definitions", "createOnlyProperties", "conditionalCreateOnlyProperties", "readOnlyProperties",
    "primaryIdentifier", "tagging", "typeName", "minimum", "maximum",
}
NAMES_ARE_DATA = {"properties", "patternProperties", "definitions"}


def trim(node, is_schema=True):
    if isinstance(node, list):
        return [trim(each) for each in node]
    if not isinstance(node, dict):
        return node
    if not is_schema:
        return {name: trim(value) for name, value in sorted(node.items())}
    return {
        key: trim(value, key not in NAMES_ARE_DATA) if key != "tagging" else {"taggable": value.get("taggable", True)}
        for key, value in sorted(node.items())
        if key in SCHEMA_KEYS
    }


def main(wheel):
    archive = zipfile.ZipFile(wheel)
    index = json.loads(archive.read("cfnlint/data/schemas/providers/us-east-1.json"))
    for old in TARGET.glob("*.json"):
        old.unlink()
    for name in (HERE / "types.txt").read_text().split():
        schema = trim(json.loads(archive.read(f"cfnlint/data/schemas/resources/{index[name]}.json")))
        file = TARGET / (name.replace("::", "-") + ".json")
        file.write_text(json.dumps(schema, separators=(",", ":"), sort_keys=True) + "\n")


if __name__ == "__main__":
    main(sys.argv[1])
