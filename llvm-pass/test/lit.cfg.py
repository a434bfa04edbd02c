# Programs in C, C++ and LLVM IR that the pass differentiates, or refuses.
#
#   lit -Dplugin=<libCargoEnzyme.so> -Dllvm=/usr/lib/llvm-<major> [-Dlevels=0,1,2,3,s] llvm-pass/test
#
# %every-level   builds the program at every optimisation level, with the pass in clang and with the pass in opt, and
#                runs each; a program checks itself and exits with 0 if all is right
# %every-case    the same for a file of many cases: at every level the code that the pass gets, but only once what the
#                optimiser makes of the derivatives
# %clang %opt %FileCheck %not   the tools of that LLVM; %clang has the include path of Inputs/
# %plain-opt     opt without the pass
# %python        the interpreter of lit itself
# %plugin        the pass

import os
import sys

import lit.formats

LEVELS = lit_config.params.get("levels", "0,1,2,3,s").split(",")


def parameter(name):
    value = lit_config.params.get(name)
    if value is None:
        lit_config.fatal(f"needs -D{name}=…, see the head of llvm-pass/test/lit.cfg.py")
    return os.path.abspath(value)


plugin = parameter("plugin")
llvm = parameter("llvm")
tool = lambda name: os.path.join(llvm, "bin", name)

config.name = f"pass, {os.path.basename(llvm)}"
config.test_format = lit.formats.ShTest(execute_external=False)
config.suffixes = [".c", ".cpp", ".ll"]
config.excludes = ["Inputs"]
config.test_source_root = os.path.dirname(__file__)
repository = os.path.dirname(os.path.dirname(config.test_source_root))
config.test_exec_root = os.path.join(repository, "build", f"lit-{os.path.basename(llvm)}")

clang = f"{tool('clang')} -I{config.test_source_root}/Inputs -Wall -Wextra -Werror -Wno-unused-command-line-argument"
opt = f"{tool('opt')} -load-pass-plugin={plugin} -passes=enzyme"
with_clang = "{clang} -O{level} -fpass-plugin={plugin} %s -o %t.clang-O{level} -lm && %t.clang-O{level}"
with_opt = (
    "{clang} -O{level} -S -emit-llvm %s -o %t.O{level}.ll"
    " && {opt} %t.O{level}.ll -o %t.O{level}.bc"
    " && {clang} -O{level} -Wno-override-module %t.O{level}.bc -o %t.opt-O{level} -lm && %t.opt-O{level}"
)
every_level = " && ".join(
    route.format(clang=clang, opt=opt, plugin=plugin, level=level)
    for route in (with_clang, with_opt)
    for level in LEVELS
)

case_with_opt = (
    "{clang} -O{level} -S -emit-llvm %s -o %t.O{level}.ll"
    " && {opt} %t.O{level}.ll -o %t.O{level}.bc"
    " && {clang} -O0 -Wno-override-module %t.O{level}.bc -o %t.opt-O{level} -lm -lstdc++ && %t.opt-O{level}"
)
case_with_clang = with_clang.replace("-lm", "-lm -lstdc++")
every_case = " && ".join(
    [case_with_opt.format(clang=clang, opt=opt, level=level) for level in LEVELS]
    + [case_with_clang.format(clang=clang, plugin=plugin, level="2")]
)

config.substitutions += [
    ("%every-case", every_case),
    ("%every-level", every_level),
    ("%clang", clang),
    ("%plain-opt", tool("opt")),
    ("%python", sys.executable),
    ("%opt", opt),
    ("%FileCheck", tool("FileCheck")),
    ("%not", tool("not")),
    ("%plugin", plugin),
]
