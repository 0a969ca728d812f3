# Ends the children and removes the folders of the process that holds the other end of standard input, once that
# process is gone, however it went. Lines: "+PID" a child was started, "-PID" it has ended, "/..." a folder to remove.
trap '' HUP INT TERM
printf ready
exec > /dev/null
children=

# When a process was born: tells it from a later one with the same PID.
born() {
    if [ -r "/proc/$1/stat" ]; then
        read -r stat < "/proc/$1/stat" || return
        set -- ${stat##*") "}
        echo "${20}"
    else
        ps -o lstart= -p "$1" | tr ' ' '_'
    fi
}

# A free PID is ours too: what is left of the group that it led can't be anybody else's.
is_ours() {
    ! kill -0 "$1" 2> /dev/null || [ "$(born "$1")" = "$2" ]
}

# Signals the group that a child leads, or the child alone where it leads none.
signal() {
    kill -s "$1" -- "-$2" 2> /dev/null || kill -s "$1" "$2" 2> /dev/null
}

forget() {
    kept=
    for child in $children; do
        case $child in
            "$1":*) ;;
            *) kept="$kept $child" ;;
        esac
    done
    children=$kept
    kill -0 "$1" 2> /dev/null || kill -s KILL -- "-$1" 2> /dev/null
}

# Signals every child that is left; succeeds when there was one.
signal_all() {
    found=1
    for child in $children; do
        pid=${child%%:*}
        if is_ours "$pid" "${child#*:}" && signal "$1" "$pid"; then
            found=0
        fi
    done
    return $found
}

while IFS= read -r line; do
    case $line in
        +*) children="$children ${line#+}:$(born "${line#+}")" ;;
        -*) forget "${line#-}" ;;
        /*) set -- "$@" "$line" ;;
    esac
done

if signal_all TERM; then
    for _ in 1 2 3; do
        signal_all 0 || break
        sleep 1
    done
    signal_all KILL
fi
for folder in "$@"; do
    rm -rf -- "$folder" 2> /dev/null || { chmod -R u+rwx "$folder"; rm -rf -- "$folder"; }
done
