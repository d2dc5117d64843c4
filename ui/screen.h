/* ui/screen.h -- a screen is a struct of functions over its own model.  It reads the
 * const state, paints a canvas and answers keys; it never blocks.
 */
#ifndef UI_SCREEN_H
#define UI_SCREEN_H

#include <stdbool.h>
#include <stddef.h>

#include "action/action.h"

#include "ui/state.h"
#include "ui/term/draw.h"
#include "ui/term/keys.h"

struct ui;
struct screen;
struct sheet;

/* What must be painted again.  PART is a small change within the screen (one field, one
 * row marker). */
enum {
	DAMAGE_PART = 1u << 0,
	DAMAGE_SCREEN = 1u << 1,
	DAMAGE_BAR = 1u << 2,
	DAMAGE_MESSAGE = 1u << 3,
	DAMAGE_ALL = 15u
};

/* What a screen is opened on; what a screen does not need is NULL. */
struct opening {
	const char *ticket; /* uuid */
	const char *const *tickets; /* several, for an action on tagged rows */
	size_t ntickets;
	const struct action *action;
	const json_t *doc; /* the ticket's document, where the opener has it */
	const char *transition; /* code of the step chosen from the menu */
	const char *draft; /* uuid of a draft to continue … */
	const json_t *body; /* … and its body */
	const char *op; /* id of the operation to be mended */
	int document; /* number of a document of the ticket; 0: none */
	const char *text; /* words to search, a clock, a number to call */
	unsigned place; /* help: the place asked about */
};

struct screen_class {
	const char *name; /* "worklist": the word for scripts, help and :commands */
	const char *title; /* N_() */
	unsigned place; /* PLACE_…: which rows of the key table apply */
	/* The same where it depends on the screen's state; NULL: always place. */
	unsigned (*place_now)(const struct screen *);
	/* Returns NULL where it cannot be opened like this, after ui_say() of the
	 * reason. */
	struct screen *(*open)(struct ui *, const struct opening *);
	void (*close)(struct screen *, struct ui *);
	void (*draw)(struct screen *, struct ui *, struct canvas, unsigned damage);
	/* False: this act means nothing here (ui.c then tries the common acts). */
	bool (*act)(struct screen *, struct ui *, enum act, const struct key *);
	/* True: the effect of this act depends on an answer still under way; this key and
	 * those after it are kept and applied once it has come.  NULL: never. */
	bool (*waits)(const struct screen *, const struct ui *, enum act);
	/* Called on every screen of the stack; NULL where nothing matters. */
	void (*event)(struct screen *, struct ui *, const struct event *);
	/* On top again after another screen was closed; NULL: only painted. */
	void (*back)(struct screen *, struct ui *);
	/* Before the program ends or a lock hides the screen: saves typed text. */
	void (*save)(struct screen *, struct ui *);
	/* A command that only this screen knows; false: not known. */
	bool (*command)(struct screen *, struct ui *, const char *verb,
			const char *rest);
	/* Writes the screen's content to a sheet, for line mode (ui/line.c).  NULL: none
	 * there. */
	void (*read)(struct screen *, struct ui *, struct sheet *);
};

/* First member of every screen's own struct. */
struct screen {
	const struct screen_class *cls;
};

/* The table: adding a screen is a line in ui/screen/table.c. */
extern const struct screen_class *const screens[]; /* NULL-terminated */
const struct screen_class *screen_named(const char *name);

extern const struct screen_class screen_login, screen_worklist, screen_intake,
	screen_ticket, screen_act, screen_pile, screen_outbox, screen_why,
	screen_search, screen_help, screen_menu, screen_text, screen_paper,
	screen_password;

#endif
