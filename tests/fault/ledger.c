/* ledger.c -- all that a store holds, as one text: what two stores are compared by. */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

#include "store/draft.h"
#include "store/lease.h"
#include "store/mirror.h"

#include "life.h"

static void
add_rows(struct str *out, const struct rows *rows, const char *const *columns, size_t n)
{
	size_t i, j;

	for (i = 0; i < rows->n; i++) {
		str_addf(out, "%s", rows->query->name);
		for (j = 0; j < n; j++) {
			const char *cell = rows_named(rows, i, columns[j]);

			/* sent and held are not on the disk */
			if (str_eq(cell, "sent") || str_eq(cell, "held"))
				cell = "queued";
			str_addf(out, " %s", cell);
		}
		str_add(out, "\n");
	}
}

static enum verdict
add_list(struct life *l, struct str *out, struct err *err)
{
	static const char *const columns[] = { "ticket", "title", "version", "state",
					       "unit" };
	struct rows *rows = rows_new(query_named("worklist"));
	struct list_name list = { "", "tosign" };
	enum verdict v;
	int64_t at;

	v = mirror_worklist(l->s, &list, rows, &at, err);
	if (v == DONE)
		str_addf(out, "list of %lld\n", (long long)at);
	add_rows(out, rows, columns, ARRAY_LEN(columns));
	rows_free(rows);
	return v;
}

static enum verdict
add_ticket(struct life *l, struct str *out, struct err *err)
{
	struct uuid ticket = life_uuid('l', 1);
	json_t *doc = NULL;
	int64_t at;
	enum verdict v = mirror_ticket(l->s, &ticket, &doc, &at, err);

	str_addf(out, "ticket %s\n", json_text(doc, "state"));
	json_decref(doc);
	return v;
}

static enum verdict
add_codes(struct life *l, struct str *out, struct err *err)
{
	static const char *const columns[] = { "code", "name" };
	struct rows *rows = rows_new(query_named("codes"));
	struct sync_point point;
	enum verdict v = mirror_codes(l->s, "unit", rows, err);

	add_rows(out, rows, columns, ARRAY_LEN(columns));
	rows_free(rows);
	if (v == DONE)
		v = mirror_point(l->s, "codes", &point, err);
	if (v == DONE)
		str_addf(out, "point %lld\n", (long long)point.epoch);
	return v;
}

static enum verdict
add_metas(struct life *l, struct str *out, struct err *err)
{
	static const char *const names[] = { "meta1", "meta2" };
	struct str text = { 0 };
	enum verdict v = DONE;
	size_t i;

	for (i = 0; v == DONE && i < ARRAY_LEN(names); i++) {
		v = store_meta_get(l->s, names[i], &text, err);
		str_addf(out, "%s %s\n", names[i], str_text(&text));
	}
	str_release(&text);
	return v;
}

static enum verdict
add_promises(struct life *l, struct str *out, struct err *err)
{
	static const char *const ops[] = { "op",    "seq",   "ticket", "action",
					   "state", "regno", "payload" };
	static const char *const drafts[] = { "draft", "body" };
	struct rows *box = rows_new(query_named("outbox"));
	struct rows *half = rows_new(query_named("drafts"));
	enum verdict v = outbox_rows(l->s, box, err);

	if (v == DONE)
		v = draft_rows(l->s, half, err);
	add_rows(out, box, ops, ARRAY_LEN(ops));
	add_rows(out, half, drafts, ARRAY_LEN(drafts));
	str_addf(out, "numbers left %lld\n", (long long)leases_left(l->s));
	rows_free(box);
	rows_free(half);
	return v;
}

enum verdict
life_text(struct life *l, struct str *out, struct err *err)
{
	enum verdict v;

	str_clear(out);
	if (!l->s)
		return DONE;
	v = add_promises(l, out, err);
	if (v == DONE)
		v = add_metas(l, out, err);
	if (v == DONE)
		v = add_codes(l, out, err);
	if (v == DONE)
		v = add_list(l, out, err);
	if (v == DONE)
		v = add_ticket(l, out, err);
	return v;
}

static const char *
about_one(struct life *l, const struct life_ack *a)
{
	struct operation op;
	struct err err;
	const char *wrong = NULL;

	if (outbox_find(l->s, &a->op, &op, &err) != DONE)
		return l->trimmed && (a->applied || a->withdrawn)
			       ? NULL
			       : "an operation that was kept is gone";
	if (op.seq != a->seq)
		wrong = "an operation has another place";
	else if (!str_eq(op.regno, a->regno))
		wrong = "a number that was told is another";
	else if (a->withdrawn && op.state != OP_WITHDRAWN)
		wrong = "a withdrawn operation is back";
	operation_release(&op);
	return wrong;
}

const char *
life_missing(struct life *l)
{
	const struct life_ack *a, *b;
	const char *wrong = NULL;

	vec_each(a, &l->acks) {
		for (b = l->acks.v; !wrong && b < a; b++)
			if (b->seq >= a->seq)
				wrong = "the order is another";
			else if (*a->regno && str_eq(a->regno, b->regno) && !a->again)
				wrong = "a number was given twice";
		if (!wrong)
			wrong = about_one(l, a);
		if (wrong)
			break;
	}
	return wrong;
}
