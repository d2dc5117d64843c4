/* action/intake.c -- when the fields of an intake are shown and needed, and what holds
 * between them.  Required are the facts the law asks for (order 121 articles 10 and 28) and
 * those statistics cannot do without. */
#include "intake.h"

#include "base/clock.h"
#include "base/str.h"

#include "table.h"

enum { COMPLAINT_OR_REPORT = NEED_COMPLAINT | NEED_REPORT };

static bool
is_kind(const struct form *f, unsigned kinds)
{
	return form_context(f)->need & kinds;
}

bool
intake_on_register(const struct form *f)
{
	return !form_context(f)->partial;
}

bool
intake_on_amend(const struct form *f)
{
	return form_context(f)->partial;
}

bool
intake_of_complaint(const struct form *f)
{
	return is_kind(f, NEED_COMPLAINT);
}

bool
intake_of_report(const struct form *f)
{
	return is_kind(f, NEED_REPORT);
}

bool
intake_of_enquiry(const struct form *f)
{
	return is_kind(f, NEED_ENQUIRY) && intake_on_register(f);
}

bool
intake_of_case(const struct form *f)
{
	return is_kind(f, COMPLAINT_OR_REPORT);
}

bool
intake_of_mixed(const struct form *f)
{
	return intake_of_complaint(f) && intake_on_register(f);
}

bool
intake_of_second(const struct form *f)
{
	return intake_of_mixed(f) && str_eq(form_named(f, "also_report"), "true");
}

/* An anonymous report has nothing that tells who reports: what stood there is not sent,
 * and comes back with the tick taken out again. */
bool
intake_of_named(const struct form *f)
{
	return !intake_of_report(f) || !str_eq(form_named(f, "anon"), "true");
}

bool
intake_from_elsewhere(const struct form *f)
{
	return !str_eq(form_named(f, "line"), "12315") ||
	       !str_eq(form_named(f, "incform"), "1");
}

/* What is not said on the telephone can have come in on an earlier day. */
bool
intake_by_paper(const struct form *f)
{
	return intake_on_register(f) && !str_eq(form_named(f, "incform"), "1");
}

bool
intake_came_earlier(const struct form *f)
{
	return intake_by_paper(f) && *form_named(f, "received_on");
}

/* One key makes it so (ui/screen/intake_major.c); then its facts are asked. */
bool
intake_when_major(const struct form *f)
{
	return intake_on_register(f) && str_eq(form_named(f, "major"), "true");
}

bool
intake_of_case_or_major(const struct form *f)
{
	return intake_of_case(f) || intake_when_major(f);
}

bool
intake_when_urgent(const struct form *f)
{
	const char *level = form_named(f, "evegrade");

	return intake_on_register(f) &&
	       (intake_when_major(f) ||
		(intake_of_case(f) && *level && !str_eq(level, "1")));
}

bool
intake_by_net(const struct form *f)
{
	return str_starts(form_named(f, "salesmode"), "2");
}

bool
intake_on_platform(const struct form *f)
{
	return str_eq(form_named(f, "salesmode"), "21");
}

/* But for the mobile number itself. */
static bool
has_no_phone(const struct form *f)
{
	return intake_of_complaint(f) && !*form_named(f, "landtel") &&
	       !*form_named(f, "inccall");
}

bool
intake_phone_needed(const struct form *f)
{
	return has_no_phone(f) && !intake_when_major(f);
}

/* At most one sentence: the first that does not hold. */
enum verdict
intake_check(const struct form *f, const struct ticket *t, struct err *err)
{
	int32_t bought = day_parse(form_named(f, "buydate"));
	int32_t disputed = day_parse(form_named(f, "disputedate"));

	(void)t;
	if (bought != DAY_NONE && disputed != DAY_NONE && disputed < bought)
		return refuse_field(
			err, "disputedate",
			_("The dispute cannot be older than the purchase."));
	if (intake_on_amend(f) || !intake_of_complaint(f) || intake_when_major(f))
		return DONE;
	if (!*form_named(f, "mobile") && !*form_named(f, "landtel") &&
	    !*form_named(f, "inccall"))
		return refuse_field(err, "mobile",
				    _("A complaint needs a telephone number at which "
				      "the complainant can be reached (order 121 "
				      "article 10)."));
	return DONE;
}

static bool
say(struct err *err, const char *field, const char *text)
{
	(void)refuse_field(err, field, "%s", text);
	return true;
}

bool
intake_advise(const struct form *f, const struct ticket *t, struct err *err)
{
	enum { LEAP = 365 * 3 + 1 };
	int32_t day = day_parse(form_named(f, "disputedate"));
	int32_t today = form_context(f)->today;

	(void)t;
	if (day == DAY_NONE)
		day = day_parse(form_named(f, "buydate"));
	if (intake_of_complaint(f) && day != DAY_NONE && today - day > LEAP)
		return say(err, "disputedate",
			   _("More than three years: the unit may have to decline it "
			     "(order 121 article 16 (4)). Tell the caller."));
	/* an amendment does not hold what is personal and was told before */
	if (intake_of_report(f) && intake_on_register(f) &&
	    !str_eq(form_named(f, "anon"), "true") && !*form_named(f, "mobile") &&
	    !*form_named(f, "landtel") && !*form_named(f, "inccall"))
		return say(err, "mobile",
			   _("Without a telephone number the reporter cannot be told "
			     "the result."));
	return false;
}

static void
add_label(struct str *out, const char *label)
{
	if (out->len)
		str_add(out, _(", "));
	str_add(out, label);
}

void
intake_lacks(const struct form *f, struct str *out)
{
	size_t i;

	for (i = 0; intake_when_major(f) && i < form_count(f); i++)
		if (form_shown(f, i) && !*form_text(f, i) &&
		    form_mark(f, i) == MARK_NONE &&
		    (form_field(f, i)->flags & form_context(f)->need ||
		     (str_eq(form_field(f, i)->name, "mobile") && has_no_phone(f))))
			add_label(out, form_label(f, i));
}

void
intake_derive(const struct form *f, json_t *payload)
{
	const char *mode = form_named(f, "salesmode");

	if (*mode && json_object_get(payload, "salesmode"))
		json_object_set_new(payload, "isnet", json_boolean(!str_eq(mode, "1")));
	if (intake_of_report(f) && intake_on_register(f) && !*form_named(f, "pname") &&
	    !*form_named(f, "mobile") && !*form_named(f, "landtel") &&
	    !*form_named(f, "inccall") && !*form_named(f, "paddr"))
		json_object_set_new(payload, "anon", json_true());
}
