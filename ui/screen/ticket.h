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
	int before; /* the timeline up to this step; 0: to its end */
	struct ticket ticket; /* the last answer, read; doc NULL: none yet */
	struct ticket then; /* as it will be once our own operations have arrived */
	enum pane pane;
	struct sheet sheet;
	char asked[40]; /* field whose reason is being asked or value fetched */
	VEC(struct shown {
		char field[40];
		char *value;
	})
	shown; /* unmasked while the screen is open */
	bool stale; /* somebody changed it since */
};

/* Why the operator may not do this now, else the step that offers it. */
const struct transition *ticket_step(const struct ticket_screen *, const struct ui *,
				     const char *action);
/* The shown value of a masked field; NULL: still masked. */
const char *ticket_shown(const struct ticket_screen *, const char *field);
bool ticket_is_masked(const struct ticket_screen *, const char *field);
/* Own unanswered operations on it. */
size_t ticket_npending(const struct ticket_screen *);
/* How many lines a pane has to tell of; -1 where a count says nothing. */
int ticket_count(const struct ticket_screen *, enum pane);

void ticket_ask(struct ticket_screen *, struct ui *);
/* ticket_older.c: asks for the timeline before this step in place of its end. */
void ticket_before(struct ticket_screen *, struct ui *, int n);
/* What stands before the steps that are here: asked for, taken in, offered as a line. */
void ticket_ask_older(struct ticket_screen *, struct ui *, const char *before);
void ticket_take_older(struct ticket_screen *, struct ui *);
void ticket_put_earlier(struct sheet *, const json_t *doc);

/* ticket_pane.c: the pane's lines for this width. */
void ticket_fill(struct ticket_screen *, struct ui *, struct sheet *, enum pane,
		 int cols);
/* ticket_incident.c: a major incident, where there is one. */
void ticket_put_incident(struct ticket_screen *, struct ui *, struct sheet *, int cols);
/* ticket_publication.c: what was published of it. */
void ticket_put_publications(const struct ticket_screen *, struct sheet *, int cols);
/* ticket_notice.c: one entry of the ledger. */
void ticket_put_notice(struct ui *, struct sheet *, int cols, const json_t *notice);
/* ticket_paper.c */
void ticket_fill_documents(const struct ticket_screen *, struct sheet *);
void ticket_put_routes(struct ui *, struct sheet *, int cols, const json_t *routes);
/* ticket_draw.c: on the screen, and line by line where there is none.  A pane by its
 * name, or as it is called; false: there is none of this name. */
void ticket_draw(struct screen *, struct ui *, struct canvas, unsigned damage);
void ticket_read_out(struct screen *, struct ui *, struct sheet *);
bool ticket_turn_to(struct ticket_screen *, const char *pane);

#endif
