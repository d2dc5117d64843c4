/* ui/line_own.h -- what the files of the line mode share.  It is the workstation without
 * its eyes: the same state, the same panes, the same forms, said line by line.
 */
#ifndef UI_LINE_OWN_H
#define UI_LINE_OWN_H

#include <stdbool.h>
#include <stddef.h>

#include "action/action.h"

#include "ui/part/draft.h"
#include "ui/part/sheet.h"
#include "ui/ui.h"

struct line {
	struct screen screen; /* the bottom of the stack: hears what the desk says */
	struct loop *loop;
	struct ui *ui;
	struct answer list; /* the last list: its numbers are said in commands */
	const char *listed; /* the query it is the answer to; NULL: no list yet */
	json_t *listed_args; /* without after and limit */
	struct answer answer; /* of what is asked just now */
	struct question { /* asked once more if the desk dies with it; answer NULL: none */
		struct answer *answer;
		const char *query;
		json_t *args;
	} question;
	struct answer doc, outbox; /* of the ticket that is acted on */
	bool (*done)(const struct line *); /* what is waited for */
	int64_t told; /* a submission on its way to the disk; 0: none */
	bool refused; /* not let in, or not kept */
	char wants[16]; /* the field that the refusal names */
	bool settled; /* a verdict has come */
	bool over; /* the input, or the work, has ended */
	bool secret; /* what is typed is not shown */
};

/* -- line.c -------------------------------------------------------------------------- */
/* Shows the prompt, reads a line without its end, however long.  False: the input is
 * over. */
bool line_read(struct line *, const char *prompt, struct str *out);
void line_say(const char *text);
void line_sayf(const char *fmt, ...) PRINTF(1, 2);
/* Serves the desk until done() or for half a minute, which is said.  False: it was not. */
bool line_until(struct line *, bool (*done)(const struct line *));
/* The same for so many milliseconds, in silence. */
void line_await(struct line *, int ms, bool (*done)(const struct line *));
/* Until all that was asked is answered, names of codes too. */
bool line_rest(struct line *);
/* args taken.  NULL: no answer, and it has been said why.  Borrowed until the next. */
const struct rows *line_ask(struct line *, struct answer *, const char *query,
			    json_t *args);
/* Whether the word names it: by this name, or as it is called. */
bool line_means(const char *word, const char *name, const char *label);

/* -- line_input.c -------------------------------------------------------------------- */
enum line_echo { LINE_SHOWN, LINE_UNSEEN };
/* The terminal is taken as long as the program runs. */
void line_input_start(void);
bool line_take(struct str *out, enum line_echo);

/* -- line_login.c -------------------------------------------------------------------- */
/* Until somebody is let in; false: nobody was, which has been said. */
bool line_log_in(struct line *);
void line_password(struct line *, const char *rest);

/* -- line_ticket.c: rest is what was typed behind the verb ---------------------------- */
/* The id of a row of the last list by its number, or of a ticket by the end of its own;
 * "" where there is none, which has been said. */
void line_which(struct line *, const char *which, char id[UUID_TEXT]);
/* All that a screen says once its answers are there; then it is closed. */
void line_say_screen(struct line *, struct screen *);
void line_show(struct line *, const char *rest);
void line_why(struct line *, const char *rest);
void line_document(struct line *, const char *rest);
void line_reveal(struct line *, const char *rest);

/* -- line_form.c --------------------------------------------------------------------- */
/* A form that is being filled in. */
struct work {
	struct line *line;
	const struct action *action;
	struct form *form;
	struct ticket ticket; /* as it will be; doc NULL: a new one */
	char base[48]; /* one's own operation it builds on; "": the centre's version */
	struct draft draft;
	struct uuid mends; /* a refused operation; nil: none */
	struct uuid mended; /* the ticket that it was to register; nil: none */
	char call[UUID_TEXT], started[30];
	bool left; /* for later */
	struct answer codes; /* of the table that was looked into last */
	char table[40];
	json_t *extra; /* of the code that was looked for last */
};

/* Field after field, then the submission.  draft and body: one to go on with, or NULL.
 * What the work holds is released. */
void line_work(struct work *, const char *draft, const json_t *body);
/* The ticket of this id into the work.  False: no answer, which has been said. */
bool line_take_ticket(struct work *, const char *id);
void line_do(struct line *, const char *rest);
void line_call(struct line *, const char *rest);

/* -- line_draft.c -------------------------------------------------------------------- */
void line_drafts(struct line *, const char *rest);
void line_resume(struct line *, const char *rest);
void line_throw(struct line *, const char *rest);
/* line_outbox.c: what is not delivered, by number; given up, or mended. */
void line_outbox(struct line *, const char *rest);
void line_withdraw(struct line *, const char *rest);
void line_mend(struct line *, const char *rest);

#endif
