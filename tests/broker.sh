#!/usr/bin/env bash
# One private RabbitMQ node in one folder: own name, ports, cookie and data, loopback only.
#   broker.sh start DIR            starts it (again), waits until it answers; DIR/uri holds its address; DIR/extra.conf is configuration
#                                  of the caller's
#   broker.sh stop DIR             stops it and its epmd; the folder stays
#   broker.sh remove DIR           stops it and removes the folder
#   broker.sh signal NAME DIR      sends a signal to the node: KILL, TERM, STOP, CONT
#   broker.sh ctl DIR ARGUMENTS    rabbitmqctl for this node
set -euo pipefail

server() {
    if [ -x /usr/lib/rabbitmq/bin/rabbitmq-server ]; then
        # Not the one in /usr/sbin: Debian's wrapper changes the user and drops the environment.
        echo /usr/lib/rabbitmq/bin/rabbitmq-server
    else
        command -v rabbitmq-server
    fi
}

# A port of the 6,000 from $1 on that nobody listens on and no other node has, not even one that was killed: it comes again.
free_port() {
    local port taken
    taken="/tmp/actorbus-ports-$(id -u)"
    mkdir -p "$taken"
    while true; do
        port=$(($1 + (RANDOM * 32768 + RANDOM) % 6000))
        # A link to the folder of the node that has it, worth nothing once that is gone.
        [ -e "$taken/$port" ] || rm -f "$taken/$port"
        ln -s "$dir" "$taken/$port" 2>/dev/null || continue
        if ! (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then
            echo "$port"
            return
        fi
        rm -f "$taken/$port"
    done
}

create() {
    mkdir -p "$dir/home"
    (umask 377 && head -c 16 /dev/urandom | od -An -tx1 | tr -d ' \n' >"$dir/home/.erlang.cookie")
    printf '[].\n' >"$dir/enabled_plugins"
    printf 'disk_free_limit.absolute = 50MB\nlog.file.level = warning\n' >"$dir/rabbitmq.conf"
    [ ! -f "$dir/extra.conf" ] || cat "$dir/extra.conf" >>"$dir/rabbitmq.conf"
    : >"$dir/rabbitmq-env.conf"
    # rabbitmqctl comes and goes on the ports behind its first one: a range of their own, so that no starting node runs into them.
    printf 'port=%s\ndist=%s\nepmd=%s\nctl=%s\n' "$(free_port 20000)" "$(free_port 20000)" "$(free_port 20000)" "$(free_port 26000)" >"$dir/ports"
}

environment() {
    # shellcheck disable=SC1091
    . "$dir/ports"
    export HOME="$dir/home" LANG=C.UTF-8
    export ERL_EPMD_PORT="$epmd" ERL_EPMD_ADDRESS=127.0.0.1
    export RABBITMQ_NODENAME="node$port@localhost" RABBITMQ_NODE_IP_ADDRESS=127.0.0.1
    export RABBITMQ_NODE_PORT="$port" RABBITMQ_DIST_PORT="$dist"
    export RABBITMQ_CTL_DIST_PORT_MIN="$ctl" RABBITMQ_CTL_DIST_PORT_MAX="$((ctl + 20))"
    export RABBITMQ_MNESIA_BASE="$dir/data" RABBITMQ_LOG_BASE="$dir/log" RABBITMQ_PID_FILE="$dir/pid"
    export RABBITMQ_ENABLED_PLUGINS_FILE="$dir/enabled_plugins" RABBITMQ_CONFIG_FILE="$dir/rabbitmq"
    export RABBITMQ_CONF_ENV_FILE="$dir/rabbitmq-env.conf"
    # A node that cannot start leaves a dump: not where the caller happens to stand.
    export ERL_CRASH_DUMP="$dir/log/erl_crash.dump"
    export RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS='-kernel inet_dist_use_interface {127,0,0,1}'
}

alive() { [ -s "$1" ] && kill -0 "$(cat "$1")" 2>/dev/null; }

answers() {
    # The node speaks first only when it refuses; eight bytes of another protocol version make it say which one it wants.
    local reply
    exec 3<>"/dev/tcp/127.0.0.1/$port" || return 1
    printf 'AMQP\0\0\0\0' >&3
    reply=$(timeout 2 head -c 4 <&3 2>/dev/null || true)
    exec 3>&-
    [ "$reply" = AMQP ]
}

start() {
    mkdir -p "$dir"
    dir=$(cd "$dir" && pwd)
    [ -f "$dir/ports" ] || create
    environment
    if ! alive "$dir/epmd.pid"; then
        # Started here and not by the node, so that its process id is known.
        setsid epmd -port "$epmd" -address 127.0.0.1 </dev/null >"$dir/epmd.out" 2>&1 &
        echo $! >"$dir/epmd.pid"
    fi
    rm -f "$dir/pid"
    setsid "$(server)" </dev/null >"$dir/server.out" 2>&1 &
    echo $! >"$dir/group"
    for _ in $(seq 600); do
        if answers 2>/dev/null && alive "$dir/pid"; then
            echo "amqp://guest:guest@127.0.0.1:$port" >"$dir/uri"
            return
        fi
        if ! kill -0 "$(cat "$dir/group")" 2>/dev/null && ! alive "$dir/pid"; then
            break
        fi
        sleep 0.1
    done
    echo "The private RabbitMQ node in $dir did not start:" >&2
    tail -n 20 "$dir/server.out" >&2
    stop
    return 1
}

stop() {
    local file pid
    for file in pid group epmd.pid; do
        alive "$dir/$file" || continue
        pid=$(cat "$dir/$file")
        kill -CONT "$pid" 2>/dev/null || true
        kill -TERM "$pid" 2>/dev/null || true
        for _ in $(seq 100); do
            kill -0 "$pid" 2>/dev/null || break
            sleep 0.1
        done
        kill -KILL "$pid" 2>/dev/null || true
    done
    rm -f "$dir/pid" "$dir/group" "$dir/epmd.pid"
}

case "${1:-}" in
    start) dir=$2 && start ;;
    stop) dir=$2 && stop ;;
    remove) dir=$2 && stop && rm -rf "$dir" ;;
    signal)
        kill "-$2" "$(cat "$3/pid")"
        # A thread that runs goes on for a moment.
        while [ "$2" = STOP ] && cut -d ")" -f 2 "/proc/$(cat "$3/pid")"/task/*/stat | grep -qv "^ [Tt]"; do sleep 0.01; done
        ;;
    ctl)
        dir=$2
        shift 2
        environment
        if [ -x /usr/lib/rabbitmq/bin/rabbitmqctl ]; then
            exec /usr/lib/rabbitmq/bin/rabbitmqctl "$@"
        fi
        exec rabbitmqctl "$@"
        ;;
    *)
        sed -n '2,8p' "$0" >&2
        exit 2
        ;;
esac
