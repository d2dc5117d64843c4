/* ui/screen/ticket.h -- the ticket screen's model, shared by its acts and its panes. */
#ifndef UI_SCREEN_TICKET_H
#define UI_SCREEN_TICKET_H

#include "base/vec.h"

#include "ui/part/sheet.h"
#include "ui/screen.h"

enum pane {
	PANE_OVERVIEW,
	PANE_FACTS,
	PANE_TIMELINE,
	PANE_CONTACTS,
	PANE_DOCUMENTS,
	PANE_LINKED,
	PANE_PENDING,
	PANE__MAX
};

struct ticket_screen {
	struct screen screen;
	char id[UUID_TEXT];
	struct answer answer, outbox, reveal, paper, older;
	int before; /* show the timeline up to this step; 0: to its end */
	struct ticket ticket; /* from the last answer; doc NULL: none yet */
	struct ticket then; /* the same after the operator's pending operations */
	enum pane pane;
	struct sheet sheet;
	char asked[40]; /* field whose reason is being asked or value fetched */
	VEC(struct shown {
		char field[40];
		char *value;
	})
	shown; /* unmasked while the screen is open */
	bool stale; /* another operator changed it since */
};

/* The procedure step that offers the action to the operator now; NULL: not offered. */
const struct transition *ticket_step(const struct ticket_screen *, const struct ui *,
				     const char *action);
/* The revealed value of a masked field; NULL: still masked. */
const char *ticket_shown(const struct ticket_screen *, const char *field);
bool ticket_is_masked(const struct ticket_screen *, const char *field);
/* How many own operations on the ticket are pending. */
size_t ticket_npending(const struct ticket_screen *);
/* The number of entries of a pane; -1 where a count makes no sense. */
int ticket_count(const struct ticket_screen *, enum pane);

void ticket_ask(struct ticket_screen *, struct ui *);
/* ticket_older.c: asks for the timeline before this step in place of its end. */
void ticket_before(struct ticket_screen *, struct ui *, int n);
/* Asks for the steps before the loaded ones; takes the answer in. */
void ticket_ask_older(struct ticket_screen *, struct ui *, const char *before);
void ticket_take_older(struct ticket_screen *, struct ui *);
/* The line that offers them. */
void ticket_put_earlier(struct sheet *, const json_t *doc);

/* ticket_pane.c: the pane's lines for this width. */
void ticket_fill(struct ticket_screen *, struct ui *, struct sheet *, enum pane,
		 int cols);
/* ticket_notice.c: one entry of the ledger. */
void ticket_put_notice(struct ui *, struct sheet *, int cols, const json_t *notice);
/* ticket_paper.c */
void ticket_fill_documents(const struct ticket_screen *, struct sheet *);
void ticket_put_routes(struct ui *, struct sheet *, int cols, const json_t *routes);
/* ticket_draw.c: the screen, and its content for line mode. */
void ticket_draw(struct screen *, struct ui *, struct canvas, unsigned damage);
void ticket_read_out(struct screen *, struct ui *, struct sheet *);
/* Turns to the pane of this name or label; false: no such pane. */
bool ticket_turn_to(struct ticket_screen *, const char *pane);

#endif
