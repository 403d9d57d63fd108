# A build runs this script instead of the compiler for the one source of a target <name>_compile_command: as its
# CXX_COMPILER_LAUNCHER, so that the arguments are the compiler and all that CMake passes to it, however the project asked for it.
# It writes them where the object file belongs, with the macros that the compiler defines for them, and `limbeckc scan`
# reads that file. It runs again when an option changes, and in no other build.
#
#   sh limbeck_write_compile_command.sh COMPILER ARGUMENT…
set -eu
export LC_ALL=C
set -f
IFS='
'
compiler=$1
shift

# The words of a response file, one a line: as compilers divide them, at spaces, with quotes and backslashes.
words_of() {
  awk -v single="'" '{ text = text $0 "\n" }
    END {
      word = ""; started = 0; quote = ""
      for (i = 1; i <= length(text); ++i) {
        c = substr(text, i, 1)
        if (c == "\\") { word = word substr(text, ++i, 1); started = 1 }
        else if (quote != "") { if (c == quote) quote = ""; else word = word c }
        else if (c == "\"" || c == single) { quote = c; started = 1 }
        else if (c ~ /[ \t\r\n\f\v]/) { if (started) print word; word = ""; started = 0 }
        else { word = word c; started = 1 }
      }
      if (started) print word
    }' "$1"
}

# Each @file is replaced by what it says, which may be other files. Ninja deletes its own after the command.
round=0
while [ $round -lt 10 ]; do
  round=$((round + 1)) found=no
  for argument; do
    shift
    file=${argument#@}
    if [ "$file" != "$argument" ] && [ -f "$file" ]; then
      found=yes
      for word in $(words_of "$file"); do set -- "$@" "$word"; done
    else
      set -- "$@" "$argument"
    fi
  done
  [ $found = yes ] || break
done

output='' depfile='' depfile_target='' header=no previous=''
for argument; do
  case $previous in
    -o) output=$argument ;;
    -MF) depfile=$argument ;;
    -MT) depfile_target=$argument ;;
  esac
  case $argument in
    c++-header | -emit-pch) header=yes ;;
    *"
"*) echo "limbeck: an option of the compiler has a line end in it, which limbeck's files cannot hold: $argument" >&2
      exit 1 ;;
  esac
  previous=$argument
done
[ -z "$depfile" ] || printf '%s:\n' "$depfile_target" > "$depfile"
# A precompiled header is made by a command of its own. The source's command says what is in it.
if [ $header = yes ]; then
  : > "$output"
  exit 0
fi

# The compiler's macros under all options, but for those that write a file, and those that include one: what the project's
# files define is not the compiler's. (Words before the first option belong to the compiler, as in CXX="ccache g++".)
macros_with_options() {
  state=start clang_file=no left=$#
  for argument; do
    shift
    left=$((left - 1))
    [ $left -gt 0 ] || break  # the source
    case $state in
      skip) state=options; continue ;;
      clang)
        state=options
        if [ $clang_file = yes ]; then
          clang_file=no
        else
          case $argument in
            -include | -include-pch | -imacros) clang_file=yes ;;
            *) set -- "$@" -Xclang "$argument" ;;
          esac
        fi
        continue ;;
    esac
    case $argument in
      -o | -MF | -MT | -MQ | -include | --include | -imacros | --imacros) state=skip ;;
      -Xclang) state=clang ;;
      -c | -S | -E | -v | -M* | -save-temps* | --save-temps* | -Wp,-M* | -Wp,-include* | -Wp,-imacros* | -include* | --include* | -imacros* | --imacros*) ;;
      *) set -- "$@" "$argument" ;;
    esac
  done
  "$compiler" "$@" -x c++ -E -dM /dev/null
}

# The compiler's macros by default: under those options only that limbeckc's Clang always understands.
macros_by_default() {
  state=start
  for argument; do
    shift
    case $argument in
      -std=* | --std=* | -ansi | --target=* | -target=*) set -- "$@" "$argument"; state=options ;;
      -*) state=options ;;
      *) [ $state = options ] || set -- "$@" "$argument" ;;
    esac
  done
  "$compiler" "$@" -x c++ -E -dM /dev/null
}

refuse() {
  echo "limbeck: the compiler does not take its options when it is asked for its macros (-E -dM); its error is above" >&2
  exit 1
}

{
  echo 'limbeck compile command 1'
  printf 'directory %s\ncompiler %s\n' "$PWD" "$compiler"
  for argument; do
    printf 'argument %s\n' "$argument"
  done
  echo 'macros with options'
  macros_with_options "$@" || refuse
  echo 'macros by default'
  macros_by_default "$@" || refuse
} > "$output.new"
mv "$output.new" "$output"
