/* admin_demo.c -- fills an empty database with the demonstration: traders, people, and their
 * operations of the last ninety days, applied through the public functions.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"

#include "admin.h"
#include "csv.h"

static const char sql_trader[] = "select core.load_trader($1::jsonb)";
static const char sql_demo[] =
	"insert into core.setting (code, value) values ('demo', '1'), "
	"('installation_name', $1) on conflict (code) do update set value = excluded.value";
static const char sql_enrolled[] = "select 1 from core.operator where name = $1";
static const char sql_tickets[] = "select 1 from core.ticket limit 1";
static const char sql_play[] = "select pg_temp.play($1::jsonb)";

/* The row's cells become the flags of an enrolment. */
static enum verdict
enrol_one(struct admin *admin, json_t *row, struct err *err)
{
	struct admin one = *admin;
	const char *args[] = { json_text(row, "name"), NULL };
	struct str there = { 0 };
	enum verdict v;

	v = admin_value(admin, sql_enrolled, args, &there, err);
	if (v == DONE && !there.len) {
		one.words[0] = args[0];
		one.nwords = 1;
		one.flags = row;
		v = admin_enrol(&one, err);
	}
	str_release(&there);
	return v;
}

static enum verdict
people(struct admin *admin, struct err *err)
{
	struct str text = { 0 };
	json_t *rows = NULL, *row;
	enum verdict v;
	size_t i;

	v = tree_read(&text, admin, "demo", "operator.csv", err);
	if (v == DONE)
		v = csv_read(&rows, str_text(&text), text.len, err);
	for (i = 0; v == DONE && i < json_array_size(rows); i++) {
		row = json_array_get(rows, i);
		v = enrol_one(admin, row, err);
	}
	json_decref(rows);
	str_release(&text);
	return v;
}

/* One operation a line. */
static enum verdict
read_story(struct admin *admin, json_t **out, struct err *err)
{
	struct str text = { 0 };
	json_t *ops = json_array(), *op;
	const char *line, *end;
	enum verdict v;

	v = tree_read(&text, admin, "demo", "story.jsonl", err);
	for (line = str_text(&text); v == DONE && *line; line = end + (*end == '\n')) {
		end = line + strcspn(line, "\n");
		if (end == line)
			continue;
		v = json_read(&op, line, (size_t)(end - line), err);
		if (v == DONE)
			json_array_append_new(ops, op);
	}
	str_release(&text);
	if (v == DONE)
		*out = ops;
	else
		json_decref(ops);
	return v;
}

static enum verdict
play(struct admin *admin, void *ops, struct err *err)
{
	char *text = json_write(ops);
	const char *args[] = { text, NULL };
	struct str script = { 0 }, n = { 0 };
	enum verdict v;

	v = tree_read(&script, admin, "demo", "play.sql", err);
	if (v == DONE)
		v = direct_script(admin->db, str_text(&script), err);
	if (v == DONE)
		v = admin_value(admin, sql_play, args, &n, err);
	if (v == DONE)
		printf(_("The story is told: %s operations.\n"), str_text(&n));
	str_release(&script);
	str_release(&n);
	free(text);
	return v;
}

/* Told once: the tickets of people who tried the demonstration stay as they are. */
static enum verdict
tell_story(struct admin *admin, struct err *err)
{
	struct str there = { 0 };
	json_t *ops = NULL;
	enum verdict v;

	v = admin_value(admin, sql_tickets, NULL, &there, err);
	if (v == DONE && !there.len) {
		v = read_story(admin, &ops, err);
		if (v == DONE)
			v = admin_together(admin, play, ops, err);
		json_decref(ops);
	}
	str_release(&there);
	return v;
}

enum verdict
admin_demo(struct admin *admin, struct err *err)
{
	const char *name[] = { "12315 演示中心", NULL };
	enum verdict v;

	v = admin_run(admin, sql_demo, name, NULL, err);
	if (v == DONE) /* for ever: the doctor reads it */
		v = admin_note(admin, "init-demo", json_object(), err);
	if (v == DONE)
		v = admin_load_file(admin, "demo", "trader.csv", sql_trader, err);
	if (v == DONE)
		v = people(admin, err);
	if (v == DONE)
		v = tell_story(admin, err);
	return v;
}
