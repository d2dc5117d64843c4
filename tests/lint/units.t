#!/bin/sh
# The units of sql/server shut out what their programs do not need, and systemd can read them.
cd "$(dirname "$0")/../.." || exit 1
. tests/lint/tap.sh
must='User=postgres NoNewPrivileges=yes PrivateTmp=yes PrivateDevices=yes ProtectSystem=strict ProtectHome=yes
ProtectClock=yes ProtectHostname=yes ProtectKernelTunables=yes ProtectKernelModules=yes ProtectKernelLogs=yes
ProtectControlGroups=yes RestrictNamespaces=yes RestrictRealtime=yes RestrictSUIDSGID=yes LockPersonality=yes
MemoryDenyWriteExecute=yes CapabilityBoundingSet= SystemCallArchitectures=native
SystemCallFilter=@system-service UMask=0077'
for u in sql/server/*.service; do
	check "${u##*/} is shut in" "$(for d in $must; do grep -q "^$d" "$u" || echo "$d"; done)"
	[ "${u##*/}" = gangshao-backup.service ] ||
		check "${u##*/} writes nowhere" "$(grep ReadWritePaths "$u")"
	if grep -q '^Type=oneshot' "$u"; then
		t=${u%.service}.timer
		check "${t##*/} starts it" "$([ -f "$t" ] && grep -Eq '^On(Calendar|UnitInactiveSec)=' "$t" && grep -q WantedBy=timers.target "$t" || echo "no $t")"
		check "${u##*/} ends in time" "$(grep -q '^TimeoutStartSec=' "$u" || echo TimeoutStartSec=)"
	else
		check "${u##*/} goes on" "$(for d in Restart= WantedBy=multi-user.target; do grep -q "^$d" "$u" || echo "$d"; done)"
	fi
	check "gangshao-server(8) names ${u##*/}" "$(grep -qF "$(basename "$u" .service)" man/gangshao-server.8 || echo missing)"
done
if command -v systemd-analyze >/dev/null; then
	dir=$(mktemp -d)
	trap 'rm -rf "$dir"' EXIT
	for u in sql/server/*.service sql/server/*.timer; do
		sed 's,^ExecStart=[^ ]*,ExecStart=/bin/true,; /^Documentation=/d' "$u" >"$dir/${u##*/}"
	done
	said=$(systemd-analyze verify "$dir"/* 2>&1 | grep -F gangshao-)
	check "systemd reads every unit" "$said"
	for u in "$dir"/*.service; do
		if level=$(systemd-analyze security --offline=true --threshold=20 "$u" 2>&1); then level=; fi
		check "${u##*/} is exposed by 2.0 of 10 at most" "$(echo "$level" | tail -n 1)"
	done
fi
to=$(mktemp -d)
for pg in 16 17; do
	rm -rf "$to"/* && make -s install-units DESTDIR="$to" prefix=/opt/house PG=$pg >/dev/null 2>&1
	check "installed below /opt/house no unit names another place (PostgreSQL $pg)" \
		"$(ls "$to"/opt/house/share/gangshao/server/*.service >/dev/null 2>&1 || echo none installed
		grep -rh -e /usr/local -e postgresql/15 "$to")"
	check "they name what is there (PostgreSQL $pg)" \
		"$(grep -rqF "/usr/lib/postgresql/$pg/bin:/opt/house/bin" "$to" && grep -rqF 'ExecStart=/opt/house/share/gangshao/server/backup' "$to" &&
		grep -rqF 'ExecStart=/opt/house/bin/gangshaoctl admin verify' "$to" || grep -rh -e ExecStart -e PATH= "$to")"
done
rm -rf "$to"
for s in sql/server/archive sql/server/backup sql/server/restore; do
	check "$s is a sound script" "$([ -x "$s" ] && sh -n "$s" 2>&1 || echo "not executable")"
done
echo "1..$n"
