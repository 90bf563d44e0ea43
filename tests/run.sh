#!/usr/bin/env bash
# Builds everything and runs all tests, against a real RabbitMQ.
#   bash tests/run.sh [arguments for dotnet test, such as --filter NAME]
# The tests share the broker that ACTORBUS_TEST_AMQP names, or a private node of this machine's rabbitmq-server, and start further nodes for
# what would disturb others; Debian's package is installed where it is missing and may be. Those in containers run where a container engine
# answers; `bash tests/containers.sh run bash tests/run.sh` brings one along. Ends with the line "N passed, N failed".
set -euo pipefail
cd "$(dirname "$0")/.."

work=$(mktemp -d)
results=$work/results
export ACTORBUS_TEST_NODES=$work/nodes
mkdir -p "$results" "$ACTORBUS_TEST_NODES"

clean_up() {
    local node
    for node in "$ACTORBUS_TEST_NODES"/*/; do
        # Also what a crashed test left behind.
        [ -f "$node/ports" ] && bash tests/broker.sh stop "$node" || true
    done
    rm -rf "$work"
}
trap clean_up EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# Sums a counter of all result files: total or passed.
count() {
    local sum
    sum=$(cat "$results"/*.trx 2>/dev/null | grep -o "<Counters [^>]*" | grep -o " $1=\"[0-9]*\"" | grep -o "[0-9]*" | paste -sd+ -) || true
    echo $((${sum:-0}))
}

if [ ! -x /usr/lib/rabbitmq/bin/rabbitmq-server ] && ! command -v rabbitmq-server >/dev/null; then
    bash tests/install.sh rabbitmq-server || exit 1
fi
if [ -z "${ACTORBUS_TEST_AMQP:-}" ]; then
    bash tests/broker.sh start "$ACTORBUS_TEST_NODES/shared"
    ACTORBUS_TEST_AMQP=$(cat "$ACTORBUS_TEST_NODES/shared/uri")
    export ACTORBUS_TEST_AMQP
fi

missing=$(bash tests/containers.sh check) ||
    echo "Not run: ActorBus.Containers.Tests (the broker contract and docker/*.yml in containers), because $missing."

dotnet build ActorBus.sln -c Release --nologo -v quiet </dev/null
status=0
expected=0
# One after the other: several of them measure time, and two cores are soon busy.
for project in tests/*/*.Tests.csproj; do
    name=$(basename "$project" .csproj)
    [ "$name" != ActorBus.Containers.Tests ] || [ -z "$missing" ] || continue
    expected=$((expected + 1))
    began=$SECONDS
    echo "== $name"
    dotnet test "$project" -c Release --no-build --nologo -v quiet --results-directory "$results" --logger "trx;LogFileName=$name.trx" \
        --logger "console;verbosity=minimal" --blame-hang-timeout 15m "$@" </dev/null || status=1
    echo "   $((SECONDS - began)) s"
done

# The buses once more with every phase in its actor: fusing must not mean anything else.
expected=$((expected + 1))
echo "== ActorBus.Tests without fusing"
ACTORBUS_TEST_FUSING=off dotnet test tests/ActorBus.Tests/ActorBus.Tests.csproj -c Release --no-build --nologo -v quiet --results-directory "$results" \
    --logger "trx;LogFileName=unfused.trx" --logger "console;verbosity=minimal" --blame-hang-timeout 15m \
    --filter 'FullyQualifiedName!~.Distribution.&FullyQualifiedName!~.Recovery.&FullyQualifiedName!~.Raw.' </dev/null || status=1

total=$(count total)
passed=$(count passed)
reported=$(find "$results" -maxdepth 1 -name '*.trx' | wc -l)
if [ "$total" = 0 ]; then
    echo "No test ran." >&2
    status=1
elif [ $# = 0 ] && [ "$reported" -lt "$expected" ]; then
    echo "Only $reported of $expected test projects reported results." >&2
    status=1
fi
[ "$passed" = "$total" ] || status=1
echo "$passed passed, $((total - passed)) failed"
exit "$status"
