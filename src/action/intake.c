/* action/intake.c -- the facts that a receiver asks for, in the order of asking: who calls,
 * against whom, about what, what happened, what is wanted.  Required are the facts the law
 * asks for (order 121 articles 10 and 28) and those statistics cannot do without. */
#include "intake.h"

#include "base/clock.h"
#include "base/str.h"

#include "incident.h"
#include "table.h"

enum { COMPLAINT_OR_REPORT = NEED_COMPLAINT | NEED_REPORT };

static bool
is_kind(const struct form *f, unsigned kinds)
{
	return form_context(f)->need & kinds;
}

static bool
on_register(const struct form *f)
{
	return !form_context(f)->partial;
}

static bool
on_amend(const struct form *f)
{
	return form_context(f)->partial;
}

static bool
of_complaint(const struct form *f)
{
	return is_kind(f, NEED_COMPLAINT);
}

static bool
of_report(const struct form *f)
{
	return is_kind(f, NEED_REPORT);
}

static bool
of_enquiry(const struct form *f)
{
	return is_kind(f, NEED_ENQUIRY) && on_register(f);
}

static bool
of_case(const struct form *f)
{
	return is_kind(f, COMPLAINT_OR_REPORT);
}

static bool
of_mixed(const struct form *f)
{
	return of_complaint(f) && on_register(f);
}

static bool
of_second(const struct form *f)
{
	return of_mixed(f) && str_eq(form_named(f, "also_report"), "true");
}

/* An anonymous report has nothing that tells who reports: what stood there is not sent,
 * and comes back with the tick taken out again. */
static bool
of_named(const struct form *f)
{
	return !of_report(f) || !str_eq(form_named(f, "anon"), "true");
}

static bool
from_elsewhere(const struct form *f)
{
	return !str_eq(form_named(f, "line"), "12315") ||
	       !str_eq(form_named(f, "incform"), "1");
}

/* What is not said on the telephone can have come in on an earlier day. */
static bool
by_paper(const struct form *f)
{
	return on_register(f) && !str_eq(form_named(f, "incform"), "1");
}

static bool
came_earlier(const struct form *f)
{
	return by_paper(f) && *form_named(f, "received_on");
}

/* One key makes it so (ui/screen/intake_major.c); then its facts are asked. */
static bool
when_major(const struct form *f)
{
	return on_register(f) && str_eq(form_named(f, "major"), "true");
}

static bool
of_case_or_major(const struct form *f)
{
	return of_case(f) || when_major(f);
}

static bool
when_urgent(const struct form *f)
{
	const char *level = form_named(f, "evegrade");

	return on_register(f) &&
	       (when_major(f) || (of_case(f) && *level && !str_eq(level, "1")));
}

static bool
by_net(const struct form *f)
{
	return str_starts(form_named(f, "salesmode"), "2");
}

static bool
on_platform(const struct form *f)
{
	return str_eq(form_named(f, "salesmode"), "21");
}

/* But for the mobile number itself. */
static bool
has_no_phone(const struct form *f)
{
	return of_complaint(f) && !*form_named(f, "landtel") &&
	       !*form_named(f, "inccall");
}

static bool
phone_needed(const struct form *f)
{
	return has_no_phone(f) && !when_major(f);
}

/* Written as the receiver goes down the screen; INTAKE_COUNT rows. */
const struct field intake_fields[INTAKE_COUNT] = {
	{ "kind", N_("Kind"), FIELD_CODE, .pick = "kind", .fill = "complaint",
	  .flags = NEED_ALWAYS | FIELD_KIND, .shown = on_register,
	  .help = N_("Complaint: the caller's own dispute is to be solved. "
		     "Report: a violation is told. Enquiry: a question.") },
	{ "inccall", N_("Caller number"), FIELD_TEXT, .rule = "phone", .max = 40,
	  .flags = FIELD_PERSONAL, .shown = of_named,
	  .help = N_("The number shown by the telephone; empty where it is "
		     "withheld. It finds the earlier tickets of this caller.") },
	{ "line", N_("Line called"), FIELD_CODE, .pick = "hotline_line",
	  .fill = "12315" },
	{ "incform", N_("Received by"), FIELD_CODE, .pick = "channel_incform",
	  .fill = "1", .flags = NEED_ALWAYS },
	{ "extno", N_("Number elsewhere"), FIELD_TEXT, .max = 40,
	  .shown = from_elsewhere,
	  .help = N_("Number of the ticket at 12345, of the letter or of the "
		     "petition.") },
	{ "received_on", N_("Came in on"), FIELD_DATE, .rule = "past",
	  .shown = by_paper,
	  .help = N_("The day on which a letter, a visit or a file from another "
		     "office came in: the times of the law count from it. Empty: "
		     "now.") },
	{ "received_why", N_("Why registered later"), FIELD_TEXT, .max = 200,
	  .shown = came_earlier, .needed = came_earlier,
	  .help = N_("Why it is registered after the day on which it came in.") },
	{ "evegrade", N_("Urgency"), FIELD_CODE, .pick = "event_level", .fill = "1",
	  .flags = NEED_COMPLAINT | NEED_REPORT, .shown = of_case_or_major,
	  .needed = when_major,
	  .help = N_("Urgent: injury, poisoning, many people, danger going on. "
		     "The duty desk sees it at once.") },
	{ "major", N_("Major incident"), FIELD_FLAG, .flags = FIELD_PRESSING,
	  .shown = when_urgent,
	  .help = N_("It stands before every superior at once; what happened is taken "
		     "from the facts.  What else the law asks for may follow: it "
		     "is supplied before the ticket is accepted.") },
	{ "inckind", N_("Kind of incident"), FIELD_CODE, .pick = "incident_kind",
	  .shown = when_major, .needed = when_major,
	  .help = N_("It decides within how many minutes the first report is due. A "
		     "food safety accident is reported upward at once (Food Safety "
		     "Law article 103).") },
	INCIDENT_PEOPLE(0, when_major, when_major),
	{ "ongoing", N_("Still going on"), FIELD_FLAG, .flags = FIELD_MAY_DECLINE,
	  .shown = when_major, .needed = when_major,
	  .help = N_("Whether the danger goes on; F6 where it is not known.") },
	{ "happened", N_("Happened at"), FIELD_STAMP, .shown = when_major,
	  .help = N_("Day and time, for example T 14:05.") },
	{ "done", N_("What was done"), FIELD_LONG, .max = 300, .rows = 2,
	  .shown = when_major },
	{ "phoned", N_("Telephoned to"), FIELD_TEXT, .shown = when_major,
	  .help = N_("Whom of the superiors one told by telephone, and when.") },
	{ "pname", N_("Person's name"), FIELD_TEXT, .rule = "name", .max = 60,
	  .flags = NEED_COMPLAINT | FIELD_PERSONAL | FIELD_STICKY, .shown = of_named,
	  .help = N_("True name of the complainant (order 121 article 10); a "
		     "reporter may stay anonymous (article 28).") },
	{ "anon", N_("Anonymous"), FIELD_FLAG, .shown = of_report,
	  .help = N_("A reporter may stay anonymous (order 121 article 28): "
		     "then nothing is kept of who it is, not even the number of "
		     "the call, and the result cannot be told.") },
	{ "sex", N_("Sex"), FIELD_CODE, .pick = "gender", .shown = of_named,
	  .flags = FIELD_PERSONAL | FIELD_STICKY },
	{ "mobile", N_("Mobile telephone"), FIELD_TEXT, .rule = "mobile", .max = 40,
	  .flags = FIELD_PERSONAL | FIELD_STICKY, .needed = phone_needed,
	  .shown = of_named,
	  .help = N_("At least one telephone number is needed for a complaint "
		     "(order 121 article 10).") },
	{ "landtel", N_("Other telephone"), FIELD_TEXT, .rule = "landline", .max = 40,
	  .flags = FIELD_PERSONAL | FIELD_STICKY, .shown = of_named,
	  .help = N_("With area code, for example 0571-87654321; an extension "
		     "after a hyphen.") },
	{ "paddr", N_("Postal address"), FIELD_TEXT,
	  .flags = NEED_COMPLAINT | FIELD_PERSONAL | FIELD_STICKY, .shown = of_named,
	  .help = N_("Where letters reach the complainant (order 121 article "
		     "10).") },
	{ "secret", N_("Keep secret"), FIELD_FLAG, .shown = of_report,
	  .help = N_("Whether the reporter asks for secrecy (order 121 article "
		     "37).") },
	{ "also_report", N_("Report as well"), FIELD_FLAG, .shown = of_mixed,
	  .help = N_("The same call also tells a violation: a second, linked "
		     "ticket is made of it.") },
	{ "invname", N_("Respondent"), FIELD_TEXT, .pick = "trader",
	  .flags = NEED_COMPLAINT | NEED_REPORT | FIELD_STICKY,
	  .report_label = N_("Reported party"), .needed = of_second,
	  .help = N_("Name of the trader complained of or reported (order 121 "
		     "articles 10 and 28); F4 looks in the register by name, "
		     "initials or code.") },
	{ "uscc", N_("Credit code"), FIELD_TEXT, .rule = "uscc", .max = 18,
	  .flags = FIELD_STICKY,
	  .help = N_("Unified social credit code, 18 digits and letters, "
		     "without I O S V Z.") },
	{ "invdiv", N_("Place of the respondent"), FIELD_CODE, .pick = "division",
	  .flags = FIELD_STICKY, .report_label = N_("Place of the reported party"),
	  .help = N_("County and town where it trades or is registered; for a "
		     "shop on a platform the published address (order 121 "
		     "article 13). It decides who is competent.") },
	{ "invaddr", N_("Address of the respondent"), FIELD_TEXT,
	  .report_label = N_("Address of the reported party"),
	  .flags = NEED_COMPLAINT | FIELD_MAY_DECLINE | FIELD_STICKY,
	  .help = N_("Place of business (order 121 article 10); F6 where the "
		     "caller does not know it: it is then found before the "
		     "complaint is accepted.") },
	{ "salesmode", N_("How it was sold"), FIELD_CODE, .pick = "sales_mode",
	  .flags = FIELD_STICKY,
	  .help = N_("In a shop, on the net (whose platform), by television … "
		     "It decides who is competent (order 121 article 13).") },
	{ "platform", N_("Platform"), FIELD_CODE, .pick = "ecommerce_platform",
	  .shown = by_net },
	{ "shop", N_("Shop or web address"), FIELD_TEXT, .flags = FIELD_STICKY,
	  .shown = by_net },
	{ "orderno", N_("Order number"), FIELD_TEXT, .rule = "orderno", .max = 64,
	  .shown = by_net },
	{ "pubaddr", N_("Published address"), FIELD_CODE, .pick = "pub_addr",
	  .shown = on_platform,
	  .help = N_("Whether the shop can be reached at the address that the "
		     "platform publishes; if not, the platform has the case "
		     "(order 121 article 13).") },
	{ "objtype", N_("Goods or service class"), FIELD_CODE,
	  .pick = "object_category",
	  .flags = NEED_COMPLAINT | FIELD_MAY_DECLINE | FIELD_STICKY,
	  .help = N_("By code, initials or words; the finest class that is sure.") },
	{ "mdsename", N_("Goods or service"), FIELD_TEXT, .flags = FIELD_STICKY,
	  .help = N_("As the caller names it, with model.") },
	{ "brand", N_("Brand"), FIELD_TEXT, .max = 60 },
	{ "invoam", N_("Amount"), FIELD_MONEY,
	  .flags = NEED_COMPLAINT | FIELD_MAY_DECLINE, .shown = of_case,
	  .help = N_("In yuan, what was paid or is in dispute.") },
	{ "buydate", N_("Bought on"), FIELD_DATE, .rule = "past",
	  .flags = NEED_COMPLAINT | FIELD_MAY_DECLINE, .shown = of_case,
	  .help = N_("T-3, 3/15, last Friday, 20261120; F6 where it is not "
		     "known.") },
	{ "disputedate", N_("Harm known on"), FIELD_DATE, .rule = "past",
	  .shown = of_case,
	  .help = N_("When the caller knew of the harm: after three years the "
		     "unit declines (order 121 article 16 (4)).") },
	{ "problem", N_("Problem"), FIELD_CODE, .pick = "problem_{kind}",
	  .flags = NEED_COMPLAINT | FIELD_MAY_DECLINE, .shown = of_case,
	  .help = N_("What is wrong, by code, initials or words.") },
	{ "demand", N_("Demands"), FIELD_CODES, .pick = "demand",
	  .flags = NEED_COMPLAINT, .shown = of_complaint,
	  .help = N_("What the complainant asks for, one or several (order 121 "
		     "article 10).") },
	{ "content", N_("Facts"), FIELD_LONG, .max = 3000, .rows = 8,
	  .flags = NEED_ALWAYS,
	  .help = N_("When, where, who, what, why, how. A report needs definite "
		     "clues (order 121 article 28).") },
	{ "place", N_("Place of the event"), FIELD_TEXT, .shown = of_case_or_major,
	  .needed = when_major },
	{ "evidence", N_("Evidence held"), FIELD_TEXT, .shown = of_case,
	  .help = N_("Receipt, order, pictures, recording, the thing itself …; "
		     "the caller is to keep it.") },
	{ "injury", N_("Injury"), FIELD_TEXT, .shown = of_case,
	  .help = N_("How many people, how badly, where treated.") },
	{ "agreepub", N_("May be published"), FIELD_FLAG, .shown = of_complaint,
	  .help = N_("Whether the complainant agrees that the complaint is "
		     "published without names (order 121 article 38).") },
	{ "agreeent", N_("Mediation by another body"), FIELD_FLAG,
	  .shown = of_complaint,
	  .help = N_("Whether the complainant agrees that a consumer "
		     "association or another body mediates (order 121 article "
		     "19).") },
	{ "report_problem", N_("Violation reported"), FIELD_CODE,
	  .pick = "problem_report", .shown = of_second, .needed = of_second },
	{ "report_content", N_("Clues reported"), FIELD_LONG, .max = 3000,
	  .shown = of_second,
	  .help = N_("Empty: the facts of the complaint are the clues.") },
	{ "replytype", N_("Reply wanted by"), FIELD_CODE, .pick = "reply_method",
	  .fill = "2" },
	{ "answer", N_("Answer given"), FIELD_LONG, .max = 2000, .rows = 6,
	  .shown = of_enquiry,
	  .help = N_("With an answer the enquiry is closed at once; without one "
		     "it is passed on (order 121 article 44).") },
	{ "keyword", N_("Keywords"), FIELD_TEXT, .max = 100 },
	{ "suggest", N_("Suggested unit"), FIELD_CODE, .pick = "unit",
	  .reach = REACH_ACTING, .shown = on_register,
	  .help = N_("The competent unit as suggested from place, goods and "
		     "precedent; the dispatcher decides.") },
	{ "note", N_("Note"), FIELD_LONG, .max = 3000, .shown = on_amend,
	  .help = N_("Why it is amended.") },
	{ "regno", N_("Number"), FIELD_TEXT, .max = 25, .flags = FIELD_HIDDEN,
	  .shown = on_register },
	{ "call", N_("Call"), FIELD_TEXT, .max = 36, .flags = FIELD_HIDDEN,
	  .shown = on_register },
	{ "received", N_("Received"), FIELD_STAMP, .flags = FIELD_HIDDEN,
	  .shown = on_register },
};

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
	if (on_amend(f) || !of_complaint(f) || when_major(f))
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
	if (of_complaint(f) && day != DAY_NONE && today - day > LEAP)
		return say(err, "disputedate",
			   _("More than three years: the unit may have to decline it "
			     "(order 121 article 16 (4)). Tell the caller."));
	/* an amendment does not hold what is personal and was told before */
	if (of_report(f) && on_register(f) && !str_eq(form_named(f, "anon"), "true") &&
	    !*form_named(f, "mobile") && !*form_named(f, "landtel") &&
	    !*form_named(f, "inccall"))
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

	for (i = 0; when_major(f) && i < form_count(f); i++)
		if (form_shown(f, i) && !*form_text(f, i) &&
		    form_mark(f, i) == MARK_NONE &&
		    (intake_fields[i].flags & form_context(f)->need ||
		     (str_eq(intake_fields[i].name, "mobile") && has_no_phone(f))))
			add_label(out, form_label(f, i));
}

void
intake_derive(const struct form *f, json_t *payload)
{
	const char *mode = form_named(f, "salesmode");

	if (*mode && json_object_get(payload, "salesmode"))
		json_object_set_new(payload, "isnet", json_boolean(!str_eq(mode, "1")));
	if (of_report(f) && on_register(f) && !*form_named(f, "pname") &&
	    !*form_named(f, "mobile") && !*form_named(f, "landtel") &&
	    !*form_named(f, "inccall") && !*form_named(f, "paddr"))
		json_object_set_new(payload, "anon", json_true());
}
