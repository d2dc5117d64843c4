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
	char warned[300]; /* of a major incident, last */
	/* what was asked for last */
	char phone[32], trader[4 * FIELD_LINE_MAX + 1], place[4 * FIELD_LINE_MAX + 1];
	char wanted[16], source[41]; /* F5: the field, and the ticket it comes from */
	char call[UUID_TEXT];
	int64_t started, told;
	struct uuid mends, ticket; /* a refused registration whose place this takes */
	enum phase phase;
	bool wants_submit, wants_reading, advised;
	bool wants_numbers; /* it was not kept: no registration numbers were left */
	struct intake_op {
		struct uuid op;
		char ticket[UUID_TEXT], regno[41];
		enum kind kind;
		enum op_state state;
		char text[320], told[240];
	} ops[2];
	size_t nops;
};

/* intake_known.c: asks for what the fields left so far make askable; F5 on a field; the
 * centre's answer to it. */
void intake_ask(struct intake *, struct ui *);
/* The link is up, or the desk is another: what was not answered is asked once more. */
void intake_ask_again(struct intake *, struct ui *);
void intake_take(struct intake *, struct ui *);
void intake_revealed(struct intake *, struct ui *);
void intake_fill(struct intake *, const char *name, const char *text);

/* intake_major.c: the words that tell of a major incident; whether what is said tells of
 * one, and the sentence; the same said once; the key. */
void intake_words(struct intake *, struct ui *);
bool intake_alarm(const struct intake *, struct ui *, char *out, size_t size);
void intake_warn(struct intake *, struct ui *);
void intake_major(struct intake *, struct ui *);
/* Kept: goes on with what the registration left to be supplied; false: nothing. */
bool intake_supply(struct intake *, struct ui *);
/* It is one that the caller told of. */
bool intake_is_major(const struct intake *);
/* The centre counts so many complainants that it is a group matter. */
bool intake_is_grouped(const struct intake *);

void intake_draw(struct screen *, struct ui *, struct canvas, unsigned damage);
/* The form as sentences to read to the caller. */
void intake_read_back(struct intake *, struct ui *, struct str *out);

#endif
