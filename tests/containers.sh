#!/usr/bin/env bash
# A container engine for the tests that need one.
#   containers.sh check              succeeds where they can run; else says in one line what is missing
#   containers.sh run COMMAND...     runs a command where they can run, for which it makes what is missing as far as this machine lets it
# The engine is Docker's: the one at DOCKER_HOST, or where the docker command looks for it. Where none answers, a private one is started from
# Debian's docker.io and ends with the command; where images or docker compose cannot be had, stand-ins are made (containers/stand-ins.sh).
# That takes root on Debian. Ports of containers are published on the loopback address.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)

answers() { command -v docker >/dev/null && timeout 20 docker version >/dev/null 2>&1; }
has_compose() { docker compose version >/dev/null 2>&1; }

has_image() {
    docker image inspect "$1" >/dev/null 2>&1 && return
    echo "Pulling the image $1 ..." >&2
    docker pull --quiet "$1" >/dev/null 2>&1
}

# The images that tests and compose files start from.
images() {
    {
        grep -rhoE '\brabbitmq:[0-9][a-z0-9.-]*' "$here/../docker" "$here/ActorBus.Containers.Tests" --include='*.yml' --include='*.cs'
        sed -nE 's/^FROM ([^ ]+\/[^ ]+).*/\1/p' "$here/../docker/Dockerfile"
    } | sort -u
}

check() {
    local image
    if ! answers; then
        echo "no Docker engine answers"
    elif ! has_compose; then
        echo "the docker command has no compose"
    else
        for image in $(images); do has_image "$image" || { echo "the image $image cannot be pulled" && return 1; }; done
        return 0
    fi
    return 1
}

provide() {
    local image
    [ "$(id -u)" = 0 ] && bash "$here/install.sh" mmdebstrap || return
    answers || start_engine || return
    if ! has_compose; then
        bash "$here/containers/stand-ins.sh" compose "$work" || return
        export DOCKER_CONFIG=$work
    fi
    for image in $(images); do
        has_image "$image" && continue
        echo "Making a stand-in for the image $image ..." >&2
        bash "$here/containers/stand-ins.sh" image "$image" "$work" >/dev/null || return
        made+=("$image")
    done
    # It cannot be pulled either, and nothing that it would clear up outlives the command.
    export TESTCONTAINERS_RYUK_DISABLED=true
}

start_engine() {
    bash "$here/install.sh" docker.io iptables || return
    has_bridge || own_bridge=yes
    forwarding=$(cat /proc/sys/net/ipv4/ip_forward)
    setsid dockerd --host "unix://$work/docker.sock" --data-root "$work/data" --exec-root "$work/exec" --pidfile "$work/docker.pid" \
        --ip 127.0.0.1 </dev/null >"$work/docker.log" 2>&1 &
    engine=$!
    export DOCKER_HOST=unix://$work/docker.sock
    for _ in $(seq 120); do
        if answers; then
            # Docker clients of today would ask for more than Debian's engine knows.
            DOCKER_API_VERSION=$(docker version --format '{{.Server.APIVersion}}')
            export DOCKER_API_VERSION
            return
        fi
        kill -0 "$engine" 2>/dev/null || break
        sleep 0.5
    done
    echo "dockerd does not start here: $(tail -n 1 "$work/docker.log")" >&2
    return 1
}

has_bridge() { [ -e /sys/class/net/docker0 ]; }

stop_engine() {
    docker ps --quiet | xargs -r docker rm --force --volumes >/dev/null 2>&1 || true
    kill "$engine" 2>/dev/null || true
    wait "$engine" 2>/dev/null || true
    # The bridge is shared by all engines of a machine that name none.
    [ -n "$own_bridge" ] && ! pgrep -x dockerd >/dev/null || return 0
    # What an engine leaves in the kernel when it ends.
    ip link delete docker0 2>/dev/null || true
    iptables-save 2>/dev/null | grep -v -e DOCKER -e docker0 | sed 's/^:FORWARD DROP/:FORWARD ACCEPT/' | iptables-restore 2>/dev/null || true
    echo "$forwarding" >/proc/sys/net/ipv4/ip_forward
}

clean_up() {
    if [ -n "$engine" ]; then
        stop_engine
    elif [ "${#made[@]}" -gt 0 ]; then
        docker rmi "${made[@]}" >/dev/null 2>&1 || true
    fi
    rm -rf --one-file-system "$work"
}

run() {
    work=$(mktemp -d) made=() engine='' own_bridge=''
    trap clean_up EXIT
    trap 'exit 130' INT
    trap 'exit 143' TERM
    local missing status=0
    missing=$(check) || provide || echo "No containers: $missing, and that is not to be mended here." >&2
    "$@" || status=$?
    exit "$status"
}

case "${1:-}" in
    check) check ;;
    run) shift && run "$@" ;;
    *) sed -n '2,8p' "$0" >&2 && exit 2 ;;
esac
