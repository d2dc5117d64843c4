# gangshao -- one Makefile, no recursion into rooms.  `make help` lists the targets.
#
# B         build directory           prefix, DESTDIR   where `make install` puts things
# CC        gcc or clang              DEMO_DIR          where the demonstration lives
VERSION := 0.1.0
CC ?= cc
PKG_CONFIG ?= pkg-config
B ?= build
prefix ?= /usr/local
bindir ?= $(prefix)/bin
datadir ?= $(prefix)/share/gangshao
localedir ?= $(prefix)/share/locale
mandir ?= $(prefix)/share/man

# --- what a bare Debian 12 or 13 needs (`make deps`) -----------------------------------
# The PostgreSQL that is installed, else the one that the distribution has (15 to 17 are
# tested); `make PG=16` asks for another.  Empty while apt has no lists yet: see pg-known.
PG ?= $(shell d=$$(pg_config --bindir 2>/dev/null); [ -x "$$d/initdb" ] || \
	d=$$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1); \
	if [ -x "$$d/initdb" ]; then basename "$${d%/bin}"; else \
	LC_ALL=C apt-cache depends postgresql 2>/dev/null \
		| sed -n 's/.*Depends: postgresql-\([0-9][0-9]*\)$$/\1/p' | head -n 1; fi)
DEPS_BUILD := gcc libc6-dev pkg-config gettext libncurses-dev libpq-dev libconfig-dev \
	libpcre2-dev libsqlite3-dev libsodium-dev libjansson-dev libpango1.0-dev
DEPS_FONTS := fonts-arphic-uming fonts-hanazono
DEPS_DEMO = $(DEPS_BUILD) postgresql-$(PG) postgresql-client-$(PG) util-linux openssl \
	$(DEPS_FONTS)
DEPS_CHECK = $(DEPS_DEMO) libcmocka-dev perl postgresql-$(PG)-pgtap \
	postgresql-$(PG)-plpgsql-check python3 python3-pyte python3-pexpect mandoc \
	clang-format universal-ctags procps faketime openssh-client openssh-server \
	poppler-utils
DEPS_FUZZ := $(DEPS_BUILD) clang libclang-rt-dev
DEPS_READ := $(DEPS_BUILD) clang-tidy cppcheck
DEPS_VALGRIND := $(DEPS_BUILD) libcmocka-dev valgrind
DEPS_TOOLS := clang libclang-rt-dev clang-tidy cppcheck valgrind shellcheck

as = as=; [ "$$(id -u)" = 0 ] || as=sudo
# Without lists apt does not know which PostgreSQL the distribution has.
pg-known:
	@[ -n "$(PG)" ] || ! command -v apt-get >/dev/null || { $(as); $$as apt-get update -q; }

# Names those of the list that are not installed; asks apt only about them.
apt = @command -v dpkg-query >/dev/null || exit 0; \
	missing=$$(dpkg-query -W -f '$${Package} $${db:Status-Status}\n' $(1) 2>/dev/null \
		| awk -v want='$(1)' '$$2 == "installed" { have[$$1] } \
			END { n = split(want, w, " "); \
			      for (i = 1; i <= n; i++) if (!(w[i] in have)) print w[i] }'); \
	[ -z "$$missing" ] && exit 0; \
	$(as); echo "installing:" $$missing; \
	$$as apt-get update -q && \
	$$as env DEBIAN_FRONTEND=noninteractive apt-get install -y -q \
		--no-install-recommends $$missing

# --- flags: pkg-config is asked once, and only when something is built ------------------
PKGS_BASE := jansson libconfig
PKGS_FORM := libpcre2-8
PKGS_STORE := sqlite3 libsodium
PKGS_GATE := libpq
PKGS_UI := ncursesw panelw
PKGS_PRESS := pangocairo cairo-pdf
PKGS_ALL := $(PKGS_BASE) $(PKGS_FORM) $(PKGS_STORE) $(PKGS_GATE) $(PKGS_UI)

WARN := -Wall -Wextra -Wshadow -Wstrict-prototypes -Wmissing-prototypes \
	-Wold-style-definition -Wpointer-arith -Wwrite-strings -Wundef -Wvla \
	-Wformat=2 -Wno-format-nonliteral -Wimplicit-fallthrough \
	-Wno-missing-field-initializers
FORTIFY ?= -D_FORTIFY_SOURCE=2
HARDEN = $(FORTIFY) -fstack-protector-strong -fPIE \
	$(if $(filter x86_64 i%86,$(shell uname -m)),-fcf-protection)
CFLAGS ?= -O2 -g
# The tests' targets take no warning; not a part of $(B)/flags, so that nothing is built twice.
check% quick% lint%: export WERROR = -Werror
PKG_CFLAGS = $(eval PKG_CFLAGS := $(shell $(PKG_CONFIG) --cflags $(PKGS_ALL)) \
	$(subst -I,-isystem ,$(shell $(PKG_CONFIG) --cflags $(PKGS_PRESS))))$(PKG_CFLAGS)
KIOSK = -DBINDIR='"$(bindir)"'
PLACES = -DVERSION='"$(VERSION)"' -DBINDIR='"$(bindir)"' -DDATADIR='"$(datadir)"' \
	-DLOCALEDIR='"$(localedir)"'
CPPFLAGS_ALL = -Iinclude -I. -I$(B)/gen -D_GNU_SOURCE $(PLACES) $(CPPFLAGS) $(PKG_CFLAGS)
CFLAGS_ALL := -std=c11 $(WARN) $(HARDEN) $(CFLAGS)
LDFLAGS_ALL = -pie -Wl,-z,relro,-z,now -Wl,--as-needed $(CFLAGS) $(LDFLAGS)
libs = $(shell $(PKG_CONFIG) --libs $(1)) -lm

# `make V=1` shows the whole commands.
Q := $(if $(V),,@)
say = $(if $(V),@:,@printf '  %-4s %s\n')

# --- programs ----------------------------------------------------------------------------
room = $(patsubst %.c,$(B)/%.o,$(foreach r,$(1),$(filter-out src/$(r)/main.c,$(wildcard src/$(r)/*.c))))
UI_SRC := $(filter-out ui/kiosk/%,$(wildcard ui/*.c ui/*/*.c))
SOURCES := $(wildcard src/*/*.c) $(UI_SRC)

CORE := $(call room,base loop model form action query wire)
PROGRAMS := $(foreach p,gangshao gangshaod gangshaoctl gangshao-shell gangshao-press,$(B)/$(p))
PO := $(wildcard ui/po/*.po)
MO := $(patsubst ui/po/%.po,$(B)/locale/%/LC_MESSAGES/gangshao.mo,$(PO))

# The procedure as a man page, drawn from its tables.
PROCEDURE := $(B)/man/gangshao-procedure.7
PROCEDURE_TABLES := $(patsubst %,sql/code/%.csv,transition state kind role deadline setting \
	nonaccept_121 nonaccept_20 mediation_end_121 mediation_end_20 report_decision proposal \
	return_reason reject_to withdraw_how odr_result dispute_result pause_reason incident_kind \
	publish_exclusion document_121 document_20 document_to notice_matter urge_rule field)

all: $(PROGRAMS) $(MO) $(PROCEDURE)

# The fields of each action, made of one table; a file that stays the same is not written.
FIELDS := $(B)/gen/action/field
$(call room,action): | $(FIELDS)/made
$(FIELDS)/made: src/base/csv.awk src/action/field.awk sql/code/field.csv
	@mkdir -p $(FIELDS)/new
	$(say) MAKE $(FIELDS)
	$(Q)LC_ALL=C awk -v out=$(FIELDS)/new -f src/base/csv.awk -f src/action/field.awk sql/code/field.csv
	$(Q)for f in $(FIELDS)/new/*.h; do cmp -s $$f $(FIELDS)/$${f##*/} || cp $$f $(FIELDS); done
	$(Q)rm -r $(FIELDS)/new && touch $@
$(FIELDS)/%.h: $(FIELDS)/made ;@:

# The worklists as a C table.
QUEUES := $(B)/gen/model/queue.inc
$(B)/src/model/queue.o: $(QUEUES)
$(QUEUES): src/model/queue.awk sql/code/queue.csv
	@mkdir -p $(@D)
	$(say) MAKE $@
	$(Q)LC_ALL=C awk -f src/model/queue.awk sql/code/queue.csv >$@.new
	$(Q)mv $@.new $@

$(PROCEDURE): src/base/csv.awk man/procedure.awk $(PROCEDURE_TABLES) $(wildcard src/action/*.c)
	@mkdir -p $(@D)
	$(say) MAN $@
	$(Q)LC_ALL=C awk -f src/base/csv.awk -f man/procedure.awk \
		$(PROCEDURE_TABLES) $(sort $(wildcard src/action/*.c)) >$@.new
	$(Q)mv $@.new $@

$(B)/gangshao: $(patsubst %.c,$(B)/%.o,$(UI_SRC)) $(CORE)
	$(say) LD $@
	$(Q)$(CC) $(LDFLAGS_ALL) -o $@ $^ $(call libs,$(PKGS_BASE) $(PKGS_FORM) $(PKGS_UI))
# The login shell stands alone and is static, whatever the others are built with.
$(B)/gangshao-shell: ui/kiosk/shell.c $(B)/flags
	$(say) LD $@
	$(Q)$(CC) -std=c11 -D_GNU_SOURCE $(WARN) $(KIOSK) -O2 -D_FORTIFY_SOURCE=2 \
		-fstack-protector-strong -static -o $@ $<
$(B)/gangshaod: $(call room,store gate desk) $(B)/src/desk/main.o $(CORE)
	$(say) LD $@
	$(Q)$(CC) $(LDFLAGS_ALL) -o $@ $^ $(call libs,$(PKGS_BASE) $(PKGS_FORM) $(PKGS_STORE) $(PKGS_GATE))
$(B)/gangshaoctl: $(call room,store gate cli) $(B)/src/cli/main.o $(CORE)
	$(say) LD $@
	$(Q)$(CC) $(LDFLAGS_ALL) -o $@ $^ $(call libs,$(PKGS_BASE) $(PKGS_FORM) $(PKGS_STORE) $(PKGS_GATE))

$(B)/gangshao-press: $(call room,press) $(B)/src/press/main.o $(call room,base model)
	$(say) LD $@
	$(Q)$(CC) $(LDFLAGS_ALL) -o $@ $^ $(call libs,$(PKGS_BASE) $(PKGS_PRESS))

$(B)/%.o: %.c $(B)/flags
	@mkdir -p $(@D)
	$(say) CC $<
	$(Q)$(CC) $(CPPFLAGS_ALL) $(CFLAGS_ALL) $(WERROR) -MMD -MP -c -o $@ $<

# The tables of actions and queries are made of their folders.
$(B)/gen/actions.h: src/action/table.awk sql/code/transition.csv $(wildcard src/action/*.c) \
		$(wildcard sql/function/act_*.sql)
	@mkdir -p $(@D)
	$(Q)LC_ALL=C awk -f $< sql/code/transition.csv $(sort $(wildcard src/action/*.c)) >$@.new
	$(Q)mv $@.new $@
$(B)/gen/queries.h: src/query/table.awk $(wildcard src/query/*.c sql/function/*.sql)
	@mkdir -p $(@D)
	$(Q)LC_ALL=C awk -f $< $(sort $(wildcard src/query/*.c)) >$@.new
	$(Q)mv $@.new $@
$(B)/src/action/action.o: $(B)/gen/actions.h
$(B)/src/query/query.o: $(B)/gen/queries.h

# The store's schema is assembled in.
$(B)/src/store/schema.o: $(wildcard sql/local/*.sql)

# Objects are remade when the compiler or its flags change.
$(B)/flags: FORCE
	@mkdir -p $(@D)
	@printf '%s\n' '$(subst ','\'',$(CC) $(PLACES) $(CPPFLAGS) $(CFLAGS_ALL))' \
		| cmp -s - $@ || printf '%s\n' \
		'$(subst ','\'',$(CC) $(PLACES) $(CPPFLAGS) $(CFLAGS_ALL))' > $@
FORCE:

$(B)/locale/%/LC_MESSAGES/gangshao.mo: ui/po/%.po
	@mkdir -p $(@D)
	$(say) MSG $<
	$(Q)msgfmt -c -o $@ $<

# --- tests: everything speaks TAP, one `prove` runs it -------------------------------------
# Unit tests: one program a file, linked with every room but the main loops.
UNIT := $(patsubst tests/unit/%.c,$(B)/unit/%,$(wildcard tests/unit/test_*.c))
UNIT_ROOMS = $(call room,base loop model form action query wire store gate desk cli)
UNIT_UI = $(filter-out $(B)/ui/main.o,$(patsubst %.c,$(B)/%.o,$(UI_SRC)))
$(B)/unit/%: $(B)/tests/unit/%.o $(B)/unit/libgangshao.a
	@mkdir -p $(@D)
	$(say) LD $@
	$(Q)$(CC) $(LDFLAGS_ALL) -o $@ $^ $(call libs,$(PKGS_ALL) cmocka)
$(B)/unit/libgangshao.a: $(UNIT_ROOMS) $(UNIT_UI)
	@mkdir -p $(@D)
	$(say) AR $@
	$(Q)rm -f $@ && ar rcs $@ $^
.PRECIOUS: $(B)/%.o

# In the other folders a test is an executable named .t, or a flow; all else helps tests.
tests = $(sort $(shell find tests/$(1) -maxdepth 1 -type f -perm -u+x \
	'(' -name '*.t' -o -path 'tests/flow/*.py' ')' 2>/dev/null))
# Most files wait more than they compute: for keys to be read, links to fall, desks to end.
CORES := $(shell nproc 2>/dev/null || echo 2)
JOBS ?= $(shell echo $$((2 * $(CORES))))
PROVE = B=$(B) GANGSHAO_BUILD=$(abspath $(B)) CMOCKA_MESSAGE_OUTPUT=TAP PYTHONDONTWRITEBYTECODE=1 \
	prove -f -o -j $(JOBS) $(PROVE_FLAGS) -e ''
# What is linked like a unit test: corpora without their fuzzer, floors and probes.
REPLAY := $(patsubst tests/fuzz/%.c,$(B)/replay/%,$(wildcard tests/fuzz/fuzz_*.c))
BENCH := $(patsubst tests/bench/%.c,$(B)/bench/%,$(wildcard tests/bench/*.c)) \
	$(B)/bench/floor_link
# The disk in memory, and what is done to a store on it: programs of their own, because
# they stand between SQLite and the C library.
FAULT := $(addprefix $(B)/fault/,power fail tamper)
FAULT_LIBS := $(B)/fault/sick_sync.so $(B)/fault/numbers
# Simulated lives of the desk's decisions.
SIM := $(B)/sim/sim
# Those of the longest files first, so that none is left running alone.
KINDS := sql soak bench screen flow fault fuzz lint

# Each installs what it needs, then builds and runs.
KINDS_ALONE := quick check-unit check-fault check-sim check-sql check-screen check-flow lint
check: pg-known
	$(call apt,$(DEPS_CHECK))
	@$(MAKE) --no-print-directory B=$(B) check-all
bench: DEPS_CHECK += mutt
$(KINDS_ALONE) bench soak: pg-known
	$(call apt,$(DEPS_CHECK))
	@$(MAKE) --no-print-directory B=$(B) $@-run
LONGEST := tests/sql/sql.t tests/soak/short.t tests/screen/keys.t $(B)/fault/power $(B)/fault/fail
check-all: all $(UNIT) $(REPLAY) $(BENCH) $(FAULT) $(FAULT_LIBS) $(SIM)
	$(Q)$(PROVE) $(LONGEST) $(filter-out $(LONGEST),$(foreach k,$(KINDS),$(call tests,$(k))) \
		$(FAULT) $(SIM) $(UNIT))
# After each change: under 90 seconds on two cores.
quick-run: all $(UNIT)
	$(Q)$(PROVE) $(UNIT) $(call tests,lint) tests/screen/golden.t
	$(Q)ONLY=story $(PROVE) tests/sql/sql.t
check-unit-run: $(UNIT)
	$(Q)$(if $(UNIT),$(PROVE) $(UNIT))
check-fault-run: all $(FAULT) $(FAULT_LIBS)
	$(Q)$(PROVE) $(FAULT) $(call tests,fault)
check-sim-run: $(SIM)
	$(Q)$(PROVE) -v $(SIM)
check-sql-run: all
	$(Q)$(if $(call tests,sql),$(PROVE) $(call tests,sql))
check-screen-run: all
	$(Q)$(if $(call tests,screen),$(PROVE) $(call tests,screen))
check-flow-run: all $(BENCH)
	$(Q)$(if $(call tests,flow),$(PROVE) $(call tests,flow))
lint-run: all
	$(Q)$(if $(call tests,lint),$(PROVE) $(call tests,lint))

# The whole suite under AddressSanitizer and UBSan: it computes more than it waits.
asan: pg-known
	$(call apt,$(DEPS_CHECK))
	ASAN_OPTIONS=detect_leaks=1:abort_on_error=0 UBSAN_OPTIONS=print_stacktrace=1 \
	$(MAKE) --no-print-directory B=$(B)/asan JOBS=$(CORES) FORTIFY= \
		CFLAGS='-O1 -g -fno-omit-frame-pointer -fsanitize=address,undefined -fno-sanitize-recover=all' \
		check-all
# The jail's own test runs programs by kinds of call that valgrind does not pass on.
valgrind:
	$(call apt,$(DEPS_VALGRIND))
	@$(MAKE) --no-print-directory B=$(B) valgrind-run
valgrind-run: $(UNIT)
	@status=0; for t in $(filter-out %/test_base_jail,$(UNIT)); do \
		CMOCKA_MESSAGE_OUTPUT=TAP valgrind -q --leak-check=full --error-exitcode=9 \
		--errors-for-leak-kinds=definite,indirect $$t >$$t.valgrind 2>&1 \
		&& echo "ok $$t" || { status=1; echo "not ok $$t"; cat $$t.valgrind; }; done; \
		exit $$status
# Three readers: gcc's own, clang-tidy, cppcheck.
analyze:
	$(call apt,$(DEPS_READ))
	@$(MAKE) --no-print-directory B=$(B) analyze-run
analyze-run: $(B)/flags $(B)/gen/actions.h $(B)/gen/queries.h $(FIELDS)/made $(QUEUES)
	@$(MAKE) --no-print-directory B=$(B)/analyze CC=gcc CFLAGS='-O1 -g -fanalyzer -Werror' objects
	@printf '%s\n' $(SOURCES) | xargs -P 2 -I '{}' clang-tidy --quiet \
		--warnings-as-errors='*' '{}' -- -Iinclude -I. -I$(B)/gen -D_GNU_SOURCE -std=c11 $(PLACES) \
		$(subst -I/usr,-isystem /usr,$(PKG_CFLAGS))
	cppcheck -q --std=c11 --enable=warning,performance,portability --inline-suppr \
		--error-exitcode=1 -Iinclude -I. -I$(B)/gen -D_GNU_SOURCE $(PLACES) \
		--include=/usr/include/jansson.h src ui
objects: $(patsubst %.c,$(B)/%.o,$(SOURCES))
cover: pg-known
	$(call apt,$(DEPS_CHECK))
	$(MAKE) --no-print-directory B=$(B)/cover JOBS=$(CORES) FORTIFY= CFLAGS='-O0 -g --coverage' check-all
	cd $(B)/cover && find . -name '*.gcda' -path '*/src/*' -o -name '*.gcda' -path '*/ui/*' \
		| xargs gcov -r -s $(CURDIR) 2>/dev/null | awk '/^File/ { f = $$2 } \
		/^Lines/ { sub(/.*:/, "", $$2); print $$2 "\t" f }' | sort -n

# Every parser under libFuzzer (`make fuzz SECONDS=60`); its corpus also once in `check`.
SECONDS ?= 30
FUZZ_SRC := $(patsubst tests/fuzz/%.c,%,$(wildcard tests/fuzz/fuzz_*.c))
FUZZ := $(patsubst %,$(B)/fuzz/%,$(FUZZ_SRC))
fuzz:
	$(call apt,$(DEPS_FUZZ))
	$(MAKE) --no-print-directory B=$(B)/fuzzing CC=clang FORTIFY= \
		CFLAGS='-O1 -g -fsanitize=address,undefined,fuzzer-no-link -fno-sanitize-recover=all' \
		fuzz-run
$(B)/fuzz/%: $(B)/tests/fuzz/%.o $(B)/unit/libgangshao.a
	@mkdir -p $(@D)
	$(say) LD $@
	$(Q)$(CC) $(LDFLAGS_ALL) -fsanitize=fuzzer -o $@ $^ $(call libs,$(PKGS_ALL))
fuzz-run: $(FUZZ)
	@for f in $(FUZZ_SRC); do echo "$$f"; mkdir -p $(B)/corpus/$$f; \
		d=tests/fuzz/dict/$$f.dict; [ -f $$d ] && d="-dict=$$d" || d=; \
		$(B)/fuzz/$$f -max_total_time=$(SECONDS) -timeout=10 -verbosity=0 $$d \
		-artifact_prefix=$(B)/$$f- $(B)/corpus/$$f tests/fuzz/corpus/$$f || exit 1; done
$(B)/replay/%: $(B)/tests/fuzz/%.o $(B)/tests/fuzz/replay.o $(B)/unit/libgangshao.a
	@mkdir -p $(@D)
	$(say) LD $@
	$(Q)$(CC) $(LDFLAGS_ALL) -o $@ $^ $(call libs,$(PKGS_ALL))
$(B)/fault/sick_sync.so: tests/fault/sick_sync.c $(B)/flags
	@mkdir -p $(@D)
	$(say) LD $@
	$(Q)$(CC) $(CPPFLAGS_ALL) $(WARN) -O2 -fPIC -shared -o $@ $<
FAULT_KIT := $(patsubst %,$(B)/tests/fault/%.o,disk hook life ledger memory)
$(B)/fault/%: $(B)/tests/fault/%.o $(FAULT_KIT) $(B)/unit/libgangshao.a
	@mkdir -p $(@D)
	$(say) LD $@
	$(Q)$(CC) $(LDFLAGS_ALL) -o $@ $^ $(call libs,$(PKGS_ALL))
$(SIM): $(patsubst %.c,$(B)/%.o,$(wildcard tests/sim/*.c)) $(B)/unit/libgangshao.a
	@mkdir -p $(@D)
	$(say) LD $@
	$(Q)$(CC) $(LDFLAGS_ALL) -o $@ $^ $(call libs,$(PKGS_ALL)) -lm
# Floors and probes of the benches: small programs of one file.
$(B)/bench/%: $(B)/tests/bench/%.o $(B)/unit/libgangshao.a
	@mkdir -p $(@D)
	$(say) LD $@
	$(Q)$(CC) $(LDFLAGS_ALL) -o $@ $^ $(call libs,$(PKGS_ALL))
# The floors stand alone: with what they need and nothing of ours.
$(B)/bench/floor_form: FLOOR = formw ncursesw
$(B)/bench/floor_start: FLOOR = ncursesw sqlite3
$(B)/bench/floor_link: FLOOR = ncursesw sqlite3 libpq
$(B)/bench/floor_key: FLOOR = libsodium
$(B)/bench/floor_%: tests/bench/floor_%.c $(B)/flags
	@mkdir -p $(@D)
	$(say) LD $@
	$(Q)$(CC) $(CPPFLAGS_ALL) $(CFLAGS_ALL) $(LDFLAGS_ALL) -o $@ $< $(call libs,$(FLOOR))
$(B)/bench/floor_link: tests/bench/floor_start.c $(B)/flags
	@mkdir -p $(@D)
	$(say) LD $@
	$(Q)$(CC) $(CPPFLAGS_ALL) $(CFLAGS_ALL) -DLINK $(LDFLAGS_ALL) -o $@ $< \
		$(call libs,$(FLOOR))
# The running system broken on purpose, for SECONDS in all, from a printed SEED.
soak-run: all $(SIM) $(FAULT)
	$(Q)$(if $(CAMPAIGN),:,TRIALS=$$(($(SECONDS) / 100 + 1)) SEED=$(SEED) $(B)/fault/power)
	$(Q)$(if $(CAMPAIGN),:,PART=$$(($(SECONDS) / 5)) SEED=$(SEED) $(B)/fault/fail)
	$(Q)$(if $(CAMPAIGN),:,PART=1000 SEED=$(SEED) $(B)/fault/tamper)
	$(Q)$(if $(CAMPAIGN),:,INTENTS=$$(($(SECONDS) * 10000)) SEED=$(SEED) $(SIM))
	$(Q)PYTHONDONTWRITEBYTECODE=1 GANGSHAO_BUILD=$(abspath $(B)) SECONDS=$(SECONDS) \
		SEED=$(SEED) CAMPAIGN="$(CAMPAIGN)" tests/soak/soak.py
# Random ways through the procedure at length, for the night; MINUTES ends it earlier.
SEQUENCES ?= 100000
procedure: pg-known
	$(call apt,$(DEPS_CHECK))
	@SEQUENCES=$(SEQUENCES) SEED=$(SEED) JOBS=$(JOBS) MINUTES=$(MINUTES) tests/sql/procedure
bench-run: all $(BENCH)
	@PYTHONDONTWRITEBYTECODE=1 GANGSHAO_BUILD=$(abspath $(B)) tests/bench/table.py $(ROWS)
format:
	$(call apt,clang-format)
	clang-format -i $(wildcard include/*/*.h src/*/*.[ch] ui/*.[ch] ui/*/*.[ch] tests/*/*.[ch])

# --- the demonstration -----------------------------------------------------------------------
demo-setup: pg-known
	$(call apt,$(DEPS_DEMO))
	@$(MAKE) --no-print-directory all
	@GANGSHAO_BUILD=$(abspath $(B)) sql/demo/setup start
demo: pg-known
	$(call apt,$(DEPS_DEMO))
	@$(MAKE) --no-print-directory -s all
	@GANGSHAO_BUILD=$(abspath $(B)) sql/demo/setup open
demo-stop:
	@GANGSHAO_BUILD=$(abspath $(B)) sql/demo/setup stop
demo-reset:
	@GANGSHAO_BUILD=$(abspath $(B)) sql/demo/setup reset

# --- putting it elsewhere ----------------------------------------------------------------------
install: all install-units
	install -d $(DESTDIR)$(bindir) $(DESTDIR)$(datadir)
	install -m 755 $(PROGRAMS) $(DESTDIR)$(bindir)
	install -d $(DESTDIR)$(datadir)/kiosk
	sed 's,@bindir@,$(bindir),' ui/kiosk/sshd.conf >$(DESTDIR)$(datadir)/kiosk/sshd.conf
	cd sql && find migrate function code document grant.sql -type f \
		| while read -r f; do install -D -m 644 "$$f" "$(DESTDIR)$(datadir)/$$f"; done
	install -m 755 sql/server/archive sql/server/backup sql/server/restore $(DESTDIR)$(datadir)/server
	install -D -m 644 src/cli/gangshaoctl.bash $(DESTDIR)$(prefix)/share/bash-completion/completions/gangshaoctl
	for m in $(wildcard man/*.[1-8]) $(PROCEDURE); do s=$${m##*.}; \
		install -D -m 644 $$m $(DESTDIR)$(mandir)/man$$s/$${m##*/}; done
	for m in $(patsubst $(B)/locale/%,%,$(MO)); do \
		install -D -m 644 $(B)/locale/$$m $(DESTDIR)$(localedir)/$$m; done
# Units name the programs where they are put, and PostgreSQL's of this machine's version.
install-units:
	install -d $(DESTDIR)$(datadir)/server
	for u in $(wildcard sql/server/*.service sql/server/*.timer); do \
		sed 's,/usr/local/share/gangshao,$(datadir),g; s,/usr/local/bin,$(bindir),g; s,/usr/lib/postgresql/15/,/usr/lib/postgresql/$(or $(PG),15)/,g' $$u \
		>$(DESTDIR)$(datadir)/server/$${u##*/}; chmod 644 $(DESTDIR)$(datadir)/server/$${u##*/}; done
dist:
	$(call apt,git)
	@mkdir -p $(B)
	git archive --prefix=gangshao-$(VERSION)/ -o $(B)/gangshao-$(VERSION).tar.gz HEAD
	@echo $(B)/gangshao-$(VERSION).tar.gz
deps: pg-known
	$(call apt,$(DEPS_CHECK))
# What building and running takes: a workstation, and the centre with its PostgreSQL.
deps-build:
	$(call apt,$(DEPS_BUILD) $(DEPS_FONTS))
deps-server: pg-known
	$(call apt,$(DEPS_DEMO))
# The installation chapter of gangshao-server(8), word for word, on a machine for nothing else.
install-check:
	tests/install/as-written
deps-tools: pg-known
	$(call apt,$(DEPS_CHECK) $(DEPS_TOOLS))
clean:
	rm -rf $(B)

help:
	@echo 'make [all]        build the programs, the catalogue and a man page in $(B)/'
	@echo 'make demo         install what is missing, build, set up and open the demonstration'
	@echo 'make demo-setup   the same without opening it; prints the configuration file'
	@echo 'make demo-stop    stop its PostgreSQL      make demo-reset   remove it entirely'
	@echo 'make check        install what is missing, build, run every test'
	@echo 'make quick        build, lint, unit tests, screens, the story in SQL'
	@echo 'make check-unit   check-sql check-screen check-flow lint: one kind of test'
	@echo 'make asan         the whole suite under AddressSanitizer and UBSan'
	@echo 'make valgrind     the unit tests under valgrind'
	@echo 'make analyze      gcc -fanalyzer, clang-tidy, cppcheck'
	@echo 'make cover        coverage by file      make fuzz   every parser, SECONDS=$(SECONDS) each'
	@echo 'make soak         the running system broken on purpose, SECONDS=600 SEED=…'
	@echo 'make procedure    random ways through the procedure, SEQUENCES=$(SEQUENCES) SEED=… MINUTES=…'
	@echo 'make bench        speed and size beside their floors; ROWS="F1 F10" measures some'
	@echo 'make format       clang-format in place'
	@echo 'make install      prefix=$(prefix), DESTDIR'
	@echo 'make dist         a source archive      make deps   what a bare Debian 12 or 13 lacks'
	@echo 'make deps-build   what a workstation needs   make deps-server   and the centre'
	@echo 'make install-check   gangshao-server(8) INSTALLATION tried on this machine, a new one'
	@echo 'make deps-tools   what analyze, fuzz and valgrind install besides'
	@echo 'make clean        remove $(B)/'

.PHONY: all check check-all $(KINDS_ALONE) $(KINDS_ALONE:%=%-run) asan valgrind valgrind-run \
	analyze analyze-run objects cover fuzz fuzz-run soak soak-run procedure bench bench-run format \
	demo demo-setup demo-stop demo-reset install install-units install-check dist pg-known \
	deps deps-build deps-server deps-tools clean help FORCE
-include $(shell find $(B) -name '*.d' 2>/dev/null)
