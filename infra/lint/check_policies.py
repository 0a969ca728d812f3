"""Checks IAM policies with parliament: those that are shipped, and those of roles and resources in the templates.

Usage: check_policies.py [--update]

Generates policies/cloudformation-*.json, too, and fails when they are not as they are kept (--update writes them): what
CloudFormation does in the name of who provisions, as the resource types' own schemas tell, which cfn-lint carries.
"""

import json
import pathlib
import re
import sys

import cfnlint
import cfnlint.decode
import parliament

HERE = pathlib.Path(__file__).parent.parent
SCHEMAS = pathlib.Path(cfnlint.__file__).parent / "data/schemas"
LIMIT = 6144
STACKS = {
    "environments": ["registry", "security", "cluster", "database", "load-balancer", "service", "alarms"],
    "delivery": [
        "repository", "artifacts", "delivery-roles", "build", "integration-test", "release", "pipeline", "source-event",
        "stale-approvals", "idle-green",
    ],
    "features": [],
}

# What the features' own templates make, beyond ours.
OF_FEATURES = {"features": {"AWS::SSM::Parameter"}}

# Types whose schemas tell no permissions.
SILENT = {
    "AWS::CodeBuild::Project": ["BatchGetProjects", "CreateProject", "DeleteProject", "UpdateProject"],
}

# Services that schemas name for properties which no template has.
NOT_USED = {"cognito-idp", "codestar-connections", "firehose", "kms", "s3tables"}

# What schemas call an action, and is none that IAM knows.
NO_ACTIONS = {"s3:REST.PUT.OBJECT"}

# What parliament says of a policy that is right as it is, and why.
EXCEPTIONS = {
    # ecs:ListTasks knows no cluster by name, only by a condition.
    ("policies/provisioning.json", "RESOURCE_STAR"): {"ecs:ListTasks"},
    # The pipeline's project may have any name, and these only look.
    ("policies/deployed-features.json", "RESOURCE_STAR"): {"ecr:DescribeImages", "ecs:DescribeServices"},
    # What is left of a project is looked for among all there is; tags are read of whatever its stacks made.
    ("policies/features.json", "RESOURCE_STAR"): {
        "cloudwatch:DescribeAlarms", "ecr:DescribeRepositories", "ecr:ListTagsForResource", "iam:ListRoleTags",
        "rds:DescribeDBInstances", "rds:DescribeDBSubnetGroups", "s3:GetBucketTagging",
    },
    # A topic's policy is about that topic.
    ("templates/alarms.yaml", "RESOURCE_STAR"): {"sns:Publish"},
    # A task definition has no name before it is registered.
    ("templates/delivery-roles.yaml", "RESOURCE_STAR"): {"ecs:RegisterTaskDefinition"},
}

# Stands for what only a deployment knows.
UNKNOWN = "*"


def plain(node):
    """The node without intrinsic functions."""
    if isinstance(node, list):
        return [plain(each) for each in node]
    if not isinstance(node, dict):
        return node
    if len(node) == 1:
        name, value = next(iter(node.items()))
        if name == "Fn::Sub":
            text = value[0] if isinstance(value, list) else value
            for pseudo, its in (("Partition", "aws"), ("Region", "eu-central-1"), ("AccountId", "123456789012")):
                text = text.replace("${AWS::%s}" % pseudo, its)
            return UNKNOWN if text.startswith("${") else re.sub(r"\$\{[^}]+\}", "name", text)
        if name == "Fn::If":
            return plain(value[1])
        if name == "Ref" or name.startswith("Fn::"):
            return UNKNOWN
    return {key: plain(value) for key, value in node.items()}


def documents(node, path=""):
    """Every policy document below a node, with where it is. Who may assume a role is left to cfn-lint."""
    if isinstance(node, dict):
        if "Statement" in node:
            yield path, node
        for key, value in node.items():
            if key != "AssumeRolePolicyDocument":
                yield from documents(value, f"{path}/{key}")
    elif isinstance(node, list):
        for number, value in enumerate(node):
            yield from documents(value, f"{path}/{number}")


def findings(file, document):
    """What is wrong with a document, statement by statement."""
    statements = document["Statement"]
    for statement in statements if isinstance(statements, list) else [statements]:
        alone = {"Version": document["Version"], "Statement": [plain(statement)]}
        for finding in parliament.analyze_policy_string(json.dumps(alone)).findings:
            if finding.issue == "RESOURCE_STAR":
                # Of a resource that is not known yet nothing can be said.
                if statement.get("Resource") != "*" and statement.get("Resource") != ["*"]:
                    continue
                if set(finding.detail) <= EXCEPTIONS.get((file, finding.issue), set()):
                    continue
            # What the schemas name may be newer than what parliament knows.
            if finding.issue == "UNKNOWN_ACTION" and file.startswith("policies/cloudformation-"):
                continue
            if finding.issue == "RESOURCE_STAR" and file.startswith("policies/cloudformation-"):
                continue
            yield f"{file}: {finding.issue} {finding.detail} in {json.dumps(alone['Statement'][0])[:200]}"


def permissions(group):
    types = set(OF_FEATURES.get(group, ()))
    for stack in STACKS[group]:
        template, _ = cfnlint.decode.decode(str(HERE / f"templates/{stack}.yaml"))
        types.update(each["Type"] for each in template["Resources"].values())
    index = json.loads((SCHEMAS / "providers/us-east-1.json").read_text())
    found = set()
    for each in types:
        schema = json.loads((SCHEMAS / f"resources/{index[each]}.json").read_text())
        for handler in schema.get("handlers", {}).values():
            found.update(handler.get("permissions", []))
        prefix = each.split("::")[1].lower()
        found.update(f"{prefix}:{action}" for action in SILENT.get(each, []))
    return {each for each in found if each.split(":")[0] not in NOT_USED} - NO_ACTIONS


def generated(group):
    actions = permissions(group)
    linked = actions & {"iam:CreateServiceLinkedRole"}
    passed = {"iam:PassRole"}
    roles = {each for each in actions if each.startswith("iam:") and "List" not in each} - linked - passed
    roles |= actions & {"iam:ListRolePolicies", "iam:ListAttachedRolePolicies"}
    named = [f"arn:aws:iam::*:role/{name}-*" for name in ("greenroom", "ft")]
    statements = [statement("Resources", actions - roles - linked - passed, ["*"])]
    if roles:
        statements += [statement("Roles", roles, named), statement("PassRoles", passed, named)]
    if linked:
        statements.append(statement("LinkedRoles", linked, ["arn:aws:iam::*:role/aws-service-role/*"]))
    return json.dumps({"Version": "2012-10-17", "Statement": statements}, indent=2) + "\n"


def statement(sid, actions, resources):
    return {"Sid": sid, "Effect": "Allow", "Action": sorted(actions), "Resource": resources}


def main(update):
    problems = []
    for group in STACKS:
        file = HERE / f"policies/cloudformation-{group}.json"
        text = generated(group)
        if update:
            file.write_text(text, encoding="utf-8")
        if not file.exists() or file.read_text(encoding="utf-8") != text:
            problems.append(f"{file.name} is not what templates and schemas ask for; --update writes it")
        size = len("".join(text.split()))
        if size > LIMIT:
            problems.append(f"{file.name} has {size} characters and IAM takes {LIMIT}: split it")
    count = 0
    for file in sorted(HERE.glob("policies/*.json")):
        count += 1
        problems += findings(f"policies/{file.name}", json.loads(file.read_text(encoding="utf-8")))
    named = sorted(each for stacks in STACKS.values() for each in stacks)
    if named != sorted(each.stem for each in HERE.glob("templates/*.yaml")):
        problems.append("STACKS does not name exactly the templates there are")
    for name in named:
        template, errors = cfnlint.decode.decode(str(HERE / f"templates/{name}.yaml"))
        if errors:
            problems.append(f"templates/{name}.yaml can't be read: {errors}")
            continue
        for _, document in documents(template["Resources"]):
            count += 1
            problems += findings(f"templates/{name}.yaml", document)
    if problems:
        sys.exit("\n".join(problems))
    print(f"{count} policies are clean")


if __name__ == "__main__":
    main("--update" in sys.argv[1:])
