#!/usr/bin/env bash
# Makes what cannot be pulled, from Debian's packages and the .NET of this machine. For root on Debian, with mmdebstrap and a Docker engine.
#   stand-ins.sh compose DIR         docker compose, as DIR/cli-plugins/docker-compose
#   stand-ins.sh image TAG DIR       an image; DIR keeps what the next one needs too
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
# The release that has RabbitMQ 4.0 and docker compose 2.
release=trixie
path=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin

# bootstrap PACKAGES TARGET [OPTIONS of mmdebstrap]: the smallest Debian with these packages.
bootstrap() {
    local packages=$1 target=$2 mirror
    shift 2
    mirror=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' 'Origin: Debian' 'Label: Debian' | sed -n 1p)
    mmdebstrap --quiet --variant=minbase --include="$packages" --dpkgopt=force-unsafe-io --dpkgopt='path-exclude=/usr/share/doc/*' \
        --dpkgopt='path-exclude=/usr/share/man/*' --dpkgopt='path-exclude=/usr/share/locale/*' "$@" "$release" "$target" "$mirror"
}

# The system that .NET is put into; and, from the same release, the package with docker compose.
prepare_root() {
    [ ! -d "$dir/root" ] || return 0
    bootstrap ca-certificates,libstdc++6 "$dir/root" \
        --customize-hook="cd '$dir' && APT_CONFIG=\$MMDEBSTRAP_APT_CONFIG apt-get -qq -o APT::Sandbox::User=root download docker-compose"
    # Whom this machine trusts, so that packages are restored in there as they are here.
    cp -L /etc/ssl/certs/ca-certificates.crt "$dir/root/etc/ssl/certs/ca-certificates.crt"
}

compose() {
    prepare_root
    mkdir -p "$dir/cli-plugins"
    dpkg-deb --fsys-tarfile "$dir"/docker-compose_*.deb | tar -xO ./usr/libexec/docker/cli-plugins/docker-compose >"$dir/cli-plugins/docker-compose"
    chmod +x "$dir/cli-plugins/docker-compose"
}

rabbitmq_image() {
    bootstrap rabbitmq-server - --customize-hook="copy-in '$here/rabbitmq-entrypoint.sh' /usr/local/bin" \
        --customize-hook='echo "[rabbitmq_management]." >"$1/etc/rabbitmq/enabled_plugins"' |
        docker import -c 'ENTRYPOINT ["sh", "/usr/local/bin/rabbitmq-entrypoint.sh"]' -c 'EXPOSE 5672 15672' \
            -c "ENV PATH=/usr/lib/rabbitmq/bin:$path LANG=C.UTF-8 HOME=/var/lib/rabbitmq" - "$tag"
}

# dotnet_image PART...: parts of this machine's .NET, where they are here.
dotnet_image() {
    local home
    home=$(dirname "$(readlink -f "$(command -v dotnet)")")
    prepare_root
    tar -c -C "$dir/root" . -C / "${@/#/${home#/}/}" |
        docker import -c "ENV PATH=$home:$path DOTNET_ROOT=$home DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=true APP_UID=1654" \
            -c 'ENV SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt' - "$tag"
}

case "$1" in
    compose) dir=$2 && compose ;;
    image)
        tag=$2 dir=$3
        case "$tag" in
            rabbitmq:*) rabbitmq_image ;;
            */dotnet/sdk:10.*) dotnet_image "" ;;
            */dotnet/runtime:10.*) dotnet_image dotnet host shared/Microsoft.NETCore.App ;;
            *) echo "no stand-in for the image $tag is known" >&2 && exit 1 ;;
        esac
        ;;
esac
