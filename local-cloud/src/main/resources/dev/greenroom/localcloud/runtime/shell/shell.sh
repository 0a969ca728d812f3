# Runs files of commands, whose names come line by line, in this one shell. After each it prints a mark and the exit
# status, and keeps the shell's state for a successor should a command end this shell.
# Arguments: the file for the state, the mark, and a named pipe to make for the names, which else are standard input.
if [ -n "${3-}" ]; then
    mkfifo -m 600 "$3" || exit 1
    exec 8<> "$3"
else
    exec 8<&0 < /dev/null
fi
exec 9>&1 2>&1
__greenroom_state=$1
__greenroom_mark=$2
set --
if [ -r "$__greenroom_state" ]; then
    . "$__greenroom_state" > /dev/null 2>&1
fi

__greenroom_keep() {
    export -p
    case $PWD in
        *\'*) printf "cd -- '%s'\n" "$(printf %s "$PWD" | sed "s/'/'\\\\''/g")" ;;
        *) printf "cd -- '%s'\n" "$PWD" ;;
    esac
    if [ -n "${BASH_VERSION-}" ]; then
        declare -f
    fi
}

printf '\n%s 0\n' "$__greenroom_mark" >&9
while { IFS= read -r __greenroom_file <&8; } 2> /dev/null; do
    . "$__greenroom_file"
    {
        __greenroom_status=$?
        __greenroom_keep > "$__greenroom_state"
        printf '\n%s %d\n' "$__greenroom_mark" "$__greenroom_status" >&9
    } 2> /dev/null
done
