/* ui/line_own.h -- shared by the files of the line mode: the workstation for screen
 * readers, with the same state, panes and forms, printed line by line.
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
	struct screen screen; /* the bottom of the stack: receives the desk's events */
	struct loop *loop;
	struct ui *ui;
	struct answer list; /* the last list; commands name its rows by number */
	const char *listed; /* the query of that list; NULL: no list yet */
	json_t *listed_args; /* without after and limit */
	struct answer answer; /* of the present question */
	struct question { /* asked again if the desk dies meanwhile; answer NULL: none */
		struct answer *answer;
		const char *query;
		json_t *args;
	} question;
	struct answer doc; /* the document of the ticket being acted on */
	struct answer outbox; /* its operations not yet at the centre */
	bool (*done)(const struct line *); /* the condition waited for */
	int64_t told; /* id of a submission not yet on disk; 0: none */
	bool refused; /* the login or the submission was refused */
	char wants[16]; /* the field that the refusal names */
	bool settled; /* a verdict has come */
	bool over; /* the input, or the work, has ended */
	bool secret; /* typed text is not echoed */
};

/* -- line.c -------------------------------------------------------------------------- */
/* Shows the prompt, reads a line without its end, however long.  False: the input is
 * over. */
bool line_read(struct line *, const char *prompt, struct str *out);
void line_say(const char *text);
void line_sayf(const char *fmt, ...) PRINTF(1, 2);
/* Runs the loop until done(), for half a minute at most.  False: not done in time, which
 * it reports to the user. */
bool line_until(struct line *, bool (*done)(const struct line *));
/* The same for `ms` milliseconds, without a report. */
void line_await(struct line *, int ms, bool (*done)(const struct line *));
/* Waits until every question is answered, including names of codes. */
bool line_rest(struct line *);
/* Asks and waits; args taken.  NULL: no answer, and the reason was printed.  Borrowed until
 * the next call. */
const struct rows *line_ask(struct line *, struct answer *, const char *query,
			    json_t *args);
/* Whether the word is this name or this (translated) label. */
bool line_means(const char *word, const char *name, const char *label);

/* -- line_input.c -------------------------------------------------------------------- */
enum line_echo { LINE_SHOWN, LINE_UNSEEN };
/* Sets up the terminal until the program ends. */
void line_input_start(void);
bool line_take(struct str *out, enum line_echo);

/* -- line_login.c -------------------------------------------------------------------- */
/* Asks for name and password until a login succeeds; false: none did, which it reports. */
bool line_log_in(struct line *);
void line_password(struct line *, const char *rest);

/* -- line_ticket.c: rest is what was typed behind the verb ---------------------------- */
/* The id of a ticket, by its row number in the last list or by the end of its registration
 * number; "" where there is none, which it reports. */
void line_which(struct line *, const char *which, char id[UUID_TEXT]);
/* Prints the text of a screen once its answers are there, then closes the screen. */
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
	struct ticket ticket; /* after own pending operations; doc NULL: a new one */
	char base[48]; /* own operation it builds on; "": the centre's version */
	struct draft draft;
	struct uuid mends; /* the refused operation it replaces; nil: none */
	struct uuid mended; /* the ticket of a refused registration; nil: none */
	char call[UUID_TEXT], started[30];
	bool left; /* laid aside for later */
	struct answer codes; /* of the table looked up last */
	char table[40];
	json_t *extra; /* of the code looked up last */
};

/* Asks for field after field, then submits.  draft and body: a draft to continue, or NULL.
 * Releases the work. */
void line_work(struct work *, const char *draft, const json_t *body);
/* Loads the ticket of this id into the work.  False: no answer, which it reports. */
bool line_take_ticket(struct work *, const char *id);
void line_do(struct line *, const char *rest);
void line_call(struct line *, const char *rest);

/* -- line_draft.c -------------------------------------------------------------------- */
void line_drafts(struct line *, const char *rest);
void line_resume(struct line *, const char *rest);
void line_throw(struct line *, const char *rest);
/* line_outbox.c: lists undelivered operations by number; withdraws or mends one. */
void line_outbox(struct line *, const char *rest);
void line_withdraw(struct line *, const char *rest);
void line_mend(struct line *, const char *rest);

#endif
