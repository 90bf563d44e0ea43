#!/usr/bin/env bash
# Builds and runs all tests of the solution against a real RabbitMQ, which it finds or starts.
#   bash tests/run.sh [arguments for dotnet build and dotnet test, such as --filter NAME]
# The broker is the one that ACTORBUS_TEST_AMQP names; else a private node of the rabbitmq-server on this machine (Debian's package
# is installed where it is missing and may be); else a container. Ends with the line "N passed, N failed".
set -euo pipefail
cd "$(dirname "$0")/.."

work=$(mktemp -d)
results=$work/results
mkdir -p "$results"
container=
engine=

clean_up() {
    local node
    for node in "$work"/nodes/*/; do
        # Also what a crashed test left behind.
        [ -f "$node/ports" ] && bash tests/broker.sh stop "$node" || true
    done
    [ -z "$container" ] || "$engine" rm -f "$container" >/dev/null 2>&1 || true
    rm -rf "$work"
}
trap clean_up EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

has_server() { [ -x /usr/lib/rabbitmq/bin/rabbitmq-server ] || command -v rabbitmq-server >/dev/null; }

install_server() {
    [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null || return 1
    echo "Installing Debian's rabbitmq-server ..."
    # Installed, not started: the policy makes the package leave its service alone.
    local policy=/usr/sbin/policy-rc.d had_policy=no done=0
    [ -e "$policy" ] && had_policy=yes || { printf '#!/bin/sh\nexit 101\n' >"$policy" && chmod +x "$policy"; }
    (apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends rabbitmq-server) >"$work/apt.log" 2>&1 </dev/null || done=1
    [ "$had_policy" = yes ] || rm -f "$policy"
    [ "$done" = 0 ] || tail -n 5 "$work/apt.log" >&2
    return "$done"
}

start_container() {
    for engine in docker podman; do
        command -v "$engine" >/dev/null || continue
        container=actorbus-test-$$
        "$engine" run -d --name "$container" -p 127.0.0.1::5672 rabbitmq:3-management >/dev/null || continue
        local address
        for _ in $(seq 60); do
            if "$engine" exec "$container" rabbitmq-diagnostics -q check_port_listener 5672 >/dev/null 2>&1; then
                address=$("$engine" port "$container" 5672/tcp | head -n 1)
                export ACTORBUS_TEST_AMQP="amqp://guest:guest@$address"
                return 0
            fi
            sleep 1
        done
        "$engine" rm -f "$container" >/dev/null 2>&1 || true
        container=
    done
    return 1
}

find_broker() {
    mkdir -p "$work/nodes"
    export ACTORBUS_TEST_NODES=$work/nodes
    if [ -n "${ACTORBUS_TEST_AMQP:-}" ]; then
        echo "Broker: the one that ACTORBUS_TEST_AMQP names"
    elif has_server || install_server; then
        bash tests/broker.sh start "$work/nodes/shared"
        ACTORBUS_TEST_AMQP=$(cat "$work/nodes/shared/uri")
        export ACTORBUS_TEST_AMQP
        echo "Broker: a private node on port ${ACTORBUS_TEST_AMQP##*:}"
    elif start_container; then
        echo "Broker: a container at ${ACTORBUS_TEST_AMQP##*@}"
    else
        echo "No broker: set ACTORBUS_TEST_AMQP, or install rabbitmq-server, docker or podman. The tests need one." >&2
        exit 1
    fi
}

# Sums the counters of all result files: total, passed, failed and everything that is neither.
count() {
    local sum
    sum=$(cat "$results"/*.trx 2>/dev/null | grep -o "<Counters [^>]*" | grep -o " $1=\"[0-9]*\"" | grep -o "[0-9]*" | paste -sd+ -) || true
    echo $((${sum:-0}))
}

filters=()
properties=()
while [ $# -gt 0 ]; do
    case "$1" in
        --filter)
            filters+=("$1" "$2")
            shift
            ;;
        *) properties+=("$1") ;;
    esac
    shift
done

find_broker
dotnet build ActorBus.sln -c Release --nologo -v quiet "${properties[@]}" </dev/null
status=0
expected=0
for project in tests/*/*.Tests.csproj; do
    expected=$((expected + 1))
    # One after the other: several of them measure time, and two cores are soon busy.
    name=$(basename "$project" .csproj)
    echo "== $name"
    dotnet test "$project" -c Release --no-build --nologo -v quiet --results-directory "$results" --logger "trx;LogFileName=$name.trx" \
        --logger "console;verbosity=minimal" --blame-hang-timeout 5m "${properties[@]}" "${filters[@]}" </dev/null || status=1
done

total=$(count total)
passed=$(count passed)
failed=$((total - passed))
reported=$(find "$results" -maxdepth 1 -name '*.trx' 2>/dev/null | wc -l)
if [ "$total" = 0 ]; then
    echo "No test ran." >&2
    status=1
elif [ "${#filters[@]}" = 0 ] && [ "$reported" -lt "$expected" ]; then
    echo "Only $reported of $expected test projects reported results." >&2
    status=1
fi
[ "$failed" = 0 ] || [ "$status" != 0 ] || status=1
echo "$passed passed, $failed failed"
exit "$status"
