/* incident.c -- a major incident: whether it was reported in time, which unit took note of
 * it when, and every report. */
#include "ui/part/incident.h"

#include "base/str.h"
#include "base/text.h"

#include "action/action.h"

#include "ui/part/fact.h"
#include "ui/ui.h"

#define INDENT 2
#define VALUE  16

struct page {
	const struct ticket *t;
	struct ui *ui;
	struct sheet *sheet;
	int cols;
};

static void
put_kind(const struct page *p, const json_t *incident)
{
	const char *words = "";

	if (*json_text(incident, "ended"))
		words = _("closed");
	else if (json_int(incident, "final", 0) > 0)
		words = _("the final report waits to be accepted");
	sheet_line(p->sheet, "");
	sheet_put(p->sheet, INDENT, FACE_TITLE, _("Major incident"));
	sheet_format(p->sheet, VALUE,
		     *json_text(incident, "ended") ? FACE_DIM : FACE_BAD, "%s  %s  %s",
		     ui_label(p->ui, "incident_kind", json_text(incident, "inckind")),
		     ui_label(p->ui, "event_level", json_text(incident, "evegrade")),
		     words);
}

static void
put_limit(const struct page *p, const json_t *incident)
{
	long late = (long)json_int(incident, "late", 0);
	char reported[24], due[24], article[64], text[300];

	fact_stamp(reported, sizeof reported, json_text(incident, "reported"));
	fact_stamp(due, sizeof due, json_text(incident, "due"));
	fact_article(article, sizeof article, incident);
	if (late > 0)
		str_format(text, sizeof text, _("%s, due %s: %ld min late  %s"),
			   reported, due, late, article);
	else
		str_format(text, sizeof text, _("%s, due %s  %s"), reported, due,
			   article);
	sheet_line(p->sheet, "");
	sheet_put(p->sheet, INDENT, FACE_LABEL, _("First report"));
	sheet_wrap(p->sheet, VALUE, p->cols - VALUE, late > 0 ? FACE_BAD : FACE_GOOD,
		   text);
}

/* One hand-over: when it stood there, who took note of it and when. */
static void
put_unit(const struct page *p, const json_t *unit)
{
	char reported[24], other[24], text[300];
	bool noted = *json_text(unit, "received");

	fact_stamp(reported, sizeof reported, json_text(unit, "reported"));
	fact_stamp(other, sizeof other, json_text(unit, noted ? "received" : "due"));
	sheet_line(p->sheet, "");
	sheet_put(p->sheet, INDENT + 2, FACE_PLAIN, json_text(unit, "unit_name"));
	if (noted)
		str_format(text, sizeof text, _("reported %s, noted %s %s"), reported,
			   other, json_text(unit, "label"));
	else
		str_format(text, sizeof text,
			   *json_text(unit, "urged")
				   ? _("reported %s, not noted, due %s, urged")
				   : _("reported %s, not noted, due %s"),
			   reported, other);
	sheet_wrap(p->sheet, VALUE, p->cols - VALUE, noted ? FACE_PLAIN : FACE_WARN,
		   text);
}

static const char *
report_name(const char *what)
{
	static const struct {
		const char *what, *name;
	} names[] = { { "first", N_("first") },
		      { "follow", N_("follow-up") },
		      { "final", N_("final") },
		      { "ack", N_("noted") } };
	size_t i;

	for (i = 0; i < ARRAY_LEN(names); i++)
		if (str_eq(names[i].what, what))
			return _(names[i].name);
	return what;
}

/* The first report says of each of these at least that it is not known. */
static bool
is_left_open(const json_t *report, const char *name)
{
	return str_eq(json_text(report, "what"), "first") &&
	       (str_eq(name, "dead") || str_eq(name, "injured") ||
		str_eq(name, "ongoing"));
}

static void
add_facts(const struct page *p, const json_t *report, struct str *out)
{
	static const char *const order[] = { "dead",	 "injured", "hospitalised",
					     "affected", "ongoing", "place",
					     "happened", "detail",  "done",
					     "phoned",	 "accept" };
	const struct action *action;
	const json_t *value;
	size_t i;

	for (i = 0; i < ARRAY_LEN(order); i++) {
		value = json_object_get(report, order[i]);
		if (!value && !is_left_open(report, order[i]))
			continue;
		action = action_named(str_eq(order[i], "accept") ? "alert_ack"
								 : "alert");
		if (str_eq(order[i], "detail") &&
		    str_eq(json_text(report, "what"), "ack"))
			action = action_named("alert_ack");
		fact_part(out);
		str_addf(out, _("%s: "), fact_label(action, order[i]));
		if (value)
			fact_text(p->ui, p->t, fact_field(action, order[i]), value,
				  out);
		else
			str_add(out, _("(unknown)"));
	}
}

static void
put_report(const struct page *p, const json_t *report)
{
	struct str text = { 0 };
	char at[24];

	fact_stamp(at, sizeof at, json_text(report, "at"));
	sheet_line(p->sheet, "");
	sheet_put(p->sheet, INDENT + 2, FACE_LABEL, at);
	str_addf(&text, "%s  %s %s  ", report_name(json_text(report, "what")),
		 json_text(report, "unit_name"), json_text(report, "label"));
	sheet_put(p->sheet, INDENT + 20, FACE_PLAIN, str_text(&text));
	str_clear(&text);
	add_facts(p, report, &text);
	if (text.len) {
		sheet_line(p->sheet, "");
		sheet_wrap(p->sheet, INDENT + 4, p->cols - INDENT - 5, FACE_PLAIN,
			   str_text(&text));
	}
	str_release(&text);
}

/* What the registration of one was left to be supplied with. */
static void
put_lacks(const struct page *p)
{
	const char *lacks = json_text(p->t->doc, "lacks_said");

	if (!*lacks)
		return;
	sheet_line(p->sheet, "");
	sheet_put(p->sheet, INDENT, FACE_TITLE, _("Still lacking"));
	sheet_wrap(p->sheet, VALUE, p->cols - VALUE, FACE_WARN, lacks);
}

void
incident_put(const struct ticket *t, struct ui *ui, struct sheet *sheet, int cols)
{
	const json_t *incident = json_object_get(t->doc, "incident"), *item;
	const struct page p = { t, ui, sheet, cols };
	size_t i;

	put_lacks(&p);
	if (!incident)
		return;
	put_kind(&p, incident);
	put_limit(&p, incident);
	json_array_foreach(json_object_get(incident, "line"), i, item)
		put_unit(&p, item);
	for (i = json_array_size(json_object_get(incident, "reports")); i-- > 0;)
		put_report(&p, json_array_get(json_object_get(incident, "reports"), i));
}
