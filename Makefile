# gangshao -- one Makefile, no recursion.  `make help` lists the targets.
CC ?= cc
PKG_CONFIG ?= pkg-config
B ?= build
VERSION := 0.1.0

PKGS_BASE := jansson libconfig
PKGS_FORM := libpcre2-8
PKGS_STORE := sqlite3 libsodium
PKGS_GATE := libpq
PKGS_UI := ncursesw panelw
PKGS_ALL := $(PKGS_BASE) $(PKGS_FORM) $(PKGS_STORE) $(PKGS_GATE) $(PKGS_UI)

WARN := -Wall -Wextra -Wshadow -Wstrict-prototypes -Wmissing-prototypes \
	-Wold-style-definition -Wpointer-arith -Wwrite-strings -Wundef -Wvla \
	-Wformat=2 -Wno-format-nonliteral -Wimplicit-fallthrough -Wno-missing-field-initializers
HARDEN := -D_FORTIFY_SOURCE=2 -fstack-protector-strong -fPIE -fcf-protection
CFLAGS ?= -O2 -g
CPPFLAGS_ALL = -Iinclude -D_GNU_SOURCE -DVERSION='"$(VERSION)"' $(CPPFLAGS) \
	$(shell $(PKG_CONFIG) --cflags $(PKGS_ALL))
CFLAGS_ALL = -std=c11 $(WARN) $(HARDEN) $(CFLAGS)
LDFLAGS_ALL = -pie -Wl,-z,relro,-z,now -Wl,--as-needed $(LDFLAGS)
libs = $(shell $(PKG_CONFIG) --libs $(1))

room = $(patsubst %.c,$(B)/%.o,$(foreach r,$(1),$(filter-out src/$(r)/main.c,$(wildcard src/$(r)/*.c))))
UI_SRC := $(wildcard ui/*.c ui/*/*.c)

CORE := $(call room,base loop model form action query wire)
PROGRAMS := $(foreach p,gangshao gangshaod gangshaoctl,$(B)/$(p))

all: $(PROGRAMS)

$(B)/gangshao: $(patsubst %.c,$(B)/%.o,$(UI_SRC)) $(CORE)
	$(CC) $(LDFLAGS_ALL) -o $@ $^ $(call libs,$(PKGS_BASE) $(PKGS_FORM) $(PKGS_UI))
$(B)/gangshaod: $(call room,store gate desk) $(B)/src/desk/main.o $(CORE)
	$(CC) $(LDFLAGS_ALL) -o $@ $^ $(call libs,$(PKGS_BASE) $(PKGS_FORM) $(PKGS_STORE) $(PKGS_GATE))
$(B)/gangshaoctl: $(call room,gate cli) $(B)/src/cli/main.o $(CORE)
	$(CC) $(LDFLAGS_ALL) -o $@ $^ $(call libs,$(PKGS_BASE) $(PKGS_FORM) $(PKGS_GATE))

$(B)/%.o: %.c
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS_ALL) $(CFLAGS_ALL) -MMD -MP -c -o $@ $<

# Unit tests: one program a file, linked with every room but the main loops.
UNIT_SRC := $(wildcard tests/unit/*.c)
UNIT := $(patsubst tests/unit/%.c,$(B)/unit/%,$(filter tests/unit/test_%.c,$(UNIT_SRC)))
UNIT_ROOMS = $(call room,base loop model form action query wire store gate desk cli)
UNIT_UI = $(filter-out $(B)/ui/main.o,$(patsubst %.c,$(B)/%.o,$(UI_SRC)))
$(B)/unit/%: $(B)/tests/unit/%.o $(B)/unit/libgangshao.a
	@mkdir -p $(@D)
	$(CC) $(LDFLAGS_ALL) -o $@ $^ $(call libs,$(PKGS_ALL) cmocka)
$(B)/unit/libgangshao.a: $(UNIT_ROOMS) $(UNIT_UI)
	@mkdir -p $(@D)
	rm -f $@ && ar rcs $@ $^

check-unit: $(UNIT)
	CMOCKA_MESSAGE_OUTPUT=TAP prove -e '' $(UNIT)

clean:
	rm -rf $(B)

.PHONY: all check-unit clean
-include $(shell find $(B) -name '*.d' 2>/dev/null)
