"""Lists every use of a name that is bound by an import of one of the given modules.

Independent of Moult: it uses CPython's own parser and scope tables. Reads a JSON document from standard input,
{"root": folder, "files": [paths], "modules": [names]}, and writes a JSON list of {path, line, column, name, kind}.
Lines and columns begin at 1; columns are UTF-16 units. Files that do not compile are left out and listed on standard error.
"""

import ast
import json
import symtable
import sys
import warnings
from pathlib import Path

warnings.simplefilter("ignore")


def concerns(name, modules):
    return any(name == module or name.startswith(module + ".") for module in modules)


def imported_names(node, modules):
    """Local names that an import statement binds to one of the modules, with the place of the name."""
    if isinstance(node, ast.Import):
        for alias in node.names:
            if concerns(alias.name, modules):
                yield alias, alias.asname or alias.name.split(".")[0]
    elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module is not None:
        for alias in node.names:
            if concerns(node.module, modules) or concerns(f"{node.module}.{alias.name}", modules):
                yield alias, alias.asname or alias.name


class Uses(ast.NodeVisitor):
    """Walks a module with its symbol tables, so that a shadowed name is no use."""

    def __init__(self, source, path, modules):
        self.modules = modules
        self.path = path
        self.lines = source.splitlines(keepends=True)
        self.tables = [symtable.symtable(source, path, "exec")]
        self.bound = [set()]
        self.found = []
        tree = ast.parse(source)
        self.collect(tree)
        self.visit(tree)

    def collect(self, scope):
        """Names that imports bind in a scope, nested blocks included but not nested scopes."""
        names = set()
        pending = list(ast.iter_child_nodes(scope))
        while pending:
            node = pending.pop()
            names.update(local for _, local in imported_names(node, self.modules))
            if not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)):
                pending.extend(ast.iter_child_nodes(node))
        self.bound[-1] = names

    def record(self, node, name, kind):
        line = self.lines[node.lineno - 1].encode()[: node.col_offset].decode(errors="replace")
        column = len(line.encode("utf-16-le")) // 2 + 1
        self.found.append({"path": self.path, "line": node.lineno, "column": column, "name": name, "kind": kind})

    def visit_Import(self, node):
        for alias, local in imported_names(node, self.modules):
            self.record(alias, local, "import")

    visit_ImportFrom = visit_Import

    def visit_Name(self, node):
        if isinstance(node.ctx, ast.Load) and self.is_library(node.id):
            self.record(node, node.id, "use")

    def is_library(self, name):
        for depth in range(len(self.tables) - 1, -1, -1):
            table = self.tables[depth]
            if depth < len(self.tables) - 1 and table.get_type() == "class":
                continue
            try:
                symbol = table.lookup(name)
            except KeyError:
                continue
            if symbol.is_global() and depth > 0:
                continue
            if symbol.is_local():
                return name in self.bound[depth] and not symbol.is_parameter()
        return False

    def enter(self, node, visit_inside, name):
        table = next(
            (
                child
                for child in self.tables[-1].get_children()
                if child.get_name() == name and child.get_lineno() in self.linenos(node) and id(child) not in self.seen
            ),
            None,
        )
        if table is None:
            for part in visit_inside:
                self.visit(part)
            return
        self.seen.add(id(table))
        self.keep.append(table)
        self.tables.append(table)
        self.bound.append(set())
        self.collect(node)
        for part in visit_inside:
            self.visit(part)
        self.tables.pop()
        self.bound.pop()

    seen = set()
    keep = []

    @staticmethod
    def linenos(node):
        decorators = getattr(node, "decorator_list", [])
        return {node.lineno, *(decorator.lineno for decorator in decorators)}

    def visit_FunctionDef(self, node):
        arguments = node.args
        outside = [*node.decorator_list, *arguments.defaults, *(value for value in arguments.kw_defaults if value)]
        every = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs, arguments.vararg, arguments.kwarg]
        outside += [argument.annotation for argument in every if argument is not None and argument.annotation]
        outside += [node.returns] if node.returns else []
        for part in outside:
            self.visit(part)
        self.enter(node, node.body, node.name)

    visit_AsyncFunctionDef = visit_FunctionDef

    def visit_ClassDef(self, node):
        for part in [*node.decorator_list, *node.bases, *node.keywords]:
            self.visit(part)
        self.enter(node, node.body, node.name)


def main():
    job = json.load(sys.stdin)
    found = []
    for path in job["files"]:
        try:
            source = (Path(job["root"]) / path).read_bytes().decode("utf-8-sig")
            compile(source, path, "exec", dont_inherit=True)
            found.extend(Uses(source, path, job["modules"]).found)
        except (SyntaxError, ValueError, OSError, RecursionError) as error:
            print(f"{path}: {type(error).__name__}: {error}", file=sys.stderr)
    json.dump(found, sys.stdout)


main()
