"""Checks the requests that tests recorded against the models of AWS's services, as botocore has them.

Usage: check_requests.py FILE.json...

Besides what botocore itself checks before it sends a request (names, types, what is required, least lengths) this looks
at greatest lengths, patterns and enums, which only AWS holds a request against.
"""

import json
import re
import sys

import botocore.session
from botocore.validate import ParamValidator

# Services as botocore calls them, by what the SDK for Java calls them.
SERVICES = {
    "CloudFormation": "cloudformation",
    "CloudWatchLogs": "logs",
    "CodeBuild": "codebuild",
    "CodePipeline": "codepipeline",
    "Ec2": "ec2",
    "Ecr": "ecr",
    "Ecs": "ecs",
    "ElasticLoadBalancingV2": "elbv2",
    "S3": "s3",
}

# Stands for a template, whose size cfn-lint checks where it is.
TEMPLATE = "(as it is in templates)"

# Classes of Java's patterns, in Python's words.
CLASSES = {"\\p{L}": r"^\W\d_", "\\p{N}": r"\d", "\\p{Z}": r"\s", "\\p{ASCII}": r"\x00-\x7f"}


def problems(request, session):
    model = session.get_service_model(SERVICES[request["service"]])
    if request["operation"] not in model.operation_names:
        return ["there is no such operation"]
    shape = model.operation_model(request["operation"]).input_shape
    if shape is None:
        return ["it takes no input"] if request["input"] else []
    report = ParamValidator().validate(request["input"], shape)
    return [report.generate_report()] if report.has_errors() else list(constraints(request["input"], shape, "input"))


def constraints(value, shape, path):
    if shape.type_name == "structure":
        for name, member in value.items():
            yield from constraints(member, shape.members[name], f"{path}.{name}")
    elif shape.type_name == "list":
        yield from length(value, shape, path)
        for number, member in enumerate(value):
            yield from constraints(member, shape.member, f"{path}[{number}]")
    elif shape.type_name == "map":
        yield from length(value, shape, path)
        for key, member in value.items():
            yield from constraints(key, shape.key, f"{path}.{key}")
            yield from constraints(member, shape.value, f"{path}.{key}")
    elif shape.type_name == "string" and value != TEMPLATE:
        yield from length(value, shape, path)
        pattern = shape.metadata.get("pattern")
        if pattern and not matches(pattern, value):
            yield f"{path} is {value!r}, which is not of the pattern {pattern}"
        if shape.enum and value not in shape.enum:
            yield f"{path} is {value!r}, which is none of {', '.join(shape.enum)}"
    elif shape.type_name in ("integer", "long") and value > shape.metadata.get("max", value):
        yield f"{path} is {value}, which is more than {shape.metadata['max']}"


def length(value, shape, path):
    greatest = shape.metadata.get("max", len(value))
    if len(value) > greatest:
        yield f"{path} has a length of {len(value)}, which is more than {greatest}"


def matches(pattern, value):
    for java, python in CLASSES.items():
        pattern = pattern.replace(java, python)
    return re.fullmatch(pattern, value) is not None


def main(files):
    session = botocore.session.get_session()
    count = failed = 0
    for file in files:
        with open(file, encoding="utf-8") as recorded:
            for request in json.load(recorded):
                count += 1
                for problem in problems(request, session):
                    failed += 1
                    print(f"{file}: {request['service']} {request['operation']}: {problem}", file=sys.stderr)
    if failed or not count:
        sys.exit(f"{failed} problems in {count} recorded requests")
    print(f"{count} recorded requests are as the services' models demand")


if __name__ == "__main__":
    main(sys.argv[1:])
