/* One line of typed text through every field of every action, and through each number
 * with a check digit: taken in its normal form, which is taken again as it is.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/mem.h"
#include "base/str.h"

#include "model/dates.h"
#include "model/idno.h"
#include "model/regno.h"

#include "form/rule.h"

#include "action/action.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static enum verdict (*const readers[])(const char *, char *, size_t, struct err *) = {
	idno_uscc,     idno_org,   idno_reg15,	  idno_trader,
	idno_resident, idno_phone, idno_postcode, idno_money,
};

static void
again(const struct field *f, const struct rule_context *ctx, struct str *text)
{
	struct str once = { 0 };
	struct err err;

	str_add(&once, str_text(text));
	if (rule_apply(f, ctx, text, &err) != DONE ||
	    !str_eq(str_text(&once), str_text(text)))
		abort();
	str_release(&once);
}

static void
through_fields(const char *s)
{
	struct rule_context ctx = { .today = 20000, .need = NEED_COMPLAINT };
	size_t a, i;

	str_copy(ctx.rules, sizeof ctx.rules, "121");
	for (a = 0; actions[a]; a++)
		for (i = 0; i < actions[a]->nfields; i++) {
			struct str text = { 0 };
			struct err err;

			str_add(&text, s);
			if (rule_apply(&actions[a]->fields[i], &ctx, &text, &err) ==
			    DONE)
				again(&actions[a]->fields[i], &ctx, &text);
			str_release(&text);
		}
}

static void
through_numbers(const char *s)
{
	char out[IDNO_TEXT], same[IDNO_TEXT];
	struct regno regno;
	struct err err;
	int32_t day;
	size_t i;

	for (i = 0; i < ARRAY_LEN(readers); i++)
		if (readers[i](s, out, sizeof out, &err) == DONE &&
		    (readers[i](out, same, sizeof same, &err) != DONE ||
		     !str_eq(out, same)))
			abort();
	for (i = LOOK_BACK; i <= LOOK_AHEAD; i++)
		if (dates_parse(s, 20000, (enum dates_look)i, &day, &err) == DONE &&
		    (day < day_of(1, 1, 1) || day > day_of(9999, 12, 31)))
			abort();
	(void)regno_parse(s, &regno);
	(void)idno_birthday(s);
	(void)idno_sex(s);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char s[512];

	if (size >= sizeof s)
		return 0;
	memcpy(s, data, size);
	s[size] = '\0';
	through_fields(s);
	through_numbers(s);
	return 0;
}
