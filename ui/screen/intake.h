/* ui/screen/intake.h -- a call's model, shared by its acts (intake.c) and its painter. */
#ifndef UI_SCREEN_INTAKE_H
#define UI_SCREEN_INTAKE_H

#include "base/uuid.h"

#include "ui/part/draft.h"
#include "ui/part/fieldset.h"
#include "ui/screen.h"

enum phase {
	PHASE_TYPING,
	PHASE_SENDING, /* submitted, not yet on disk */
	PHASE_KEPT, /* on this disk: the number is final */
	PHASE_DELIVERED /* the centre has answered */
};

struct intake {
	struct screen screen;
	struct form *form;
	struct fieldset fields;
	struct draft draft;
	struct answer caller, respondent, suggest, reveal;
	struct answer words; /* table sensitive_keyword */
	char warned[300]; /* the last warning of a major incident */
	/* the values last asked about */
	char phone[32], trader[4 * FIELD_LINE_MAX + 1], place[4 * FIELD_LINE_MAX + 1];
	char wanted[16], source[41]; /* F5: the field, and the ticket to copy it from */
	char call[UUID_TEXT];
	int64_t started, told;
	struct uuid mends, ticket; /* the refused registration this one replaces */
	enum phase phase;
	bool wants_submit, wants_reading, advised;
	bool wants_numbers; /* not kept, because no registration numbers were left */
	struct intake_op {
		struct uuid op;
		char ticket[UUID_TEXT], regno[41];
		enum kind kind;
		enum op_state state;
		char text[320], told[240];
	} ops[2];
	size_t nops;
};

/* intake_known.c: asks about caller, respondent and unit, as far as the fields are filled
 * in. */
void intake_ask(struct intake *, struct ui *);
/* Repeats unanswered questions, after the link came up or the desk was restarted. */
void intake_ask_again(struct intake *, struct ui *);
/* F5 on a field: takes over a known value. */
void intake_take(struct intake *, struct ui *);
/* The centre's answer to F5 on a masked value. */
void intake_revealed(struct intake *, struct ui *);
void intake_fill(struct intake *, const char *name, const char *text);

/* intake_major.c: fetches the key words of major incidents. */
void intake_words(struct intake *, struct ui *);
/* Whether the form suggests a major incident, with the sentence in out. */
bool intake_alarm(const struct intake *, struct ui *, char *out, size_t size);
/* Shows that sentence, once. */
void intake_warn(struct intake *, struct ui *);
/* The key that marks the call as a major incident. */
void intake_major(struct intake *, struct ui *);
/* After the registration was kept: continues with the facts still to be supplied; false:
 * none. */
bool intake_supply(struct intake *, struct ui *);
/* Whether the form reports a major incident. */
bool intake_is_major(const struct intake *);
/* Whether the centre counts enough complainants for a group matter. */
bool intake_is_grouped(const struct intake *);

void intake_draw(struct screen *, struct ui *, struct canvas, unsigned damage);
/* The form as sentences to read to the caller. */
void intake_read_back(struct intake *, struct ui *, struct str *out);

#endif
