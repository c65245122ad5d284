#!/usr/bin/env python3
"""Writes what Ansible's own Templar says to each line of expressions.txt and to each of templates.json.

Needs ansible-core; run it here after adding a line. Remarks on known differences are kept.
"""
import json
import os
import sys

from ansible.parsing.dataloader import DataLoader
from ansible.template import Templar
from jinja2.runtime import Undefined

os.environ["TZ"] = "UTC"
HERE = os.path.dirname(os.path.abspath(__file__))
VARIABLES = json.load(open(os.path.join(HERE, "variables.json")))


def templar():
    return Templar(loader=DataLoader(), variables=dict(VARIABLES, omit="__omit__"))


def plain(value):
    if isinstance(value, Undefined):
        str(value)
    if isinstance(value, dict):
        return {plain(k): plain(v) for k, v in value.items()}
    if isinstance(value, tuple):
        return tuple(plain(v) for v in value)
    if isinstance(value, list):
        return [plain(v) for v in value]
    if isinstance(value, str):
        return str.__str__(value)
    if isinstance(value, (range, map, filter, zip)) or type(value).__name__ in ("generator", "dict_keys", "dict_values", "dict_items"):
        return [plain(v) for v in value]
    return value


def message(failure):
    return "! " + str(failure).replace("\n", " ")


def expression(text):
    try:
        asked = templar()
        asked.environment.globals["lookup"] = asked._lookup
        asked.environment.globals["query"] = asked.environment.globals["q"] = asked._query_lookup
        from ansible.template.vars import AnsibleJ2Vars
        code = asked.environment.compile_expression(text, undefined_to_none=False)
        template = code._template
        context = template.new_context(AnsibleJ2Vars(asked, template.globals), shared=True)
        list(template.root_render_func(context))
        return repr(plain(context.vars["result"]))
    except Exception as failure:
        return message(failure)


def remarks(path):
    kept, last = {}, None
    if os.path.exists(path):
        for line in open(path):
            if line.startswith("    # "):
                kept[last] = line
            elif not line.startswith("    "):
                last = line.rstrip("\n")
    return kept


def expressions():
    path = os.path.join(HERE, "expressions.expected.txt")
    kept = remarks(path)
    lines = open(os.path.join(HERE, "expressions.txt")).read().splitlines()
    answers = [(line, expression(line)) for line in lines if line]
    with open(path, "w") as out:
        for line, answer in answers:
            out.write("%s\n    %s\n%s" % (line, answer, kept.get(line, "")))


def rendered(case):
    try:
        asked = templar()
        if case.get("file"):
            asked = asked.copy_with_new_env(
                searchpath=[os.path.join(HERE, "included")], newline_sequence="\n", trim_blocks=True, lstrip_blocks=False)
            return asked.do_template(case["template"], preserve_trailing_newlines=True, escape_backslashes=False)
        return asked.do_template(case["template"], convert_data=False)
    except Exception as failure:
        return message(failure)


def templates():
    path = os.path.join(HERE, "templates.json")
    if not os.path.exists(path):
        return
    cases = json.load(open(path))
    for case in cases:
        case["expected"] = rendered(case)
    json.dump(cases, open(path, "w"), indent=1, ensure_ascii=False)


if __name__ == "__main__":
    expressions()
    templates()
