/* ledger.c -- the operations as the centre must have them on record.  A row holds the
 * centre's last verdict (filed); only ledger_mend() queues a settled operation again.
 */
#include "store/ledger.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "base/json.h"
#include "base/mem.h"
#include "base/text.h"

#include "store/outbox.h"

#include "inside.h"

static int
by_seq(const void *a, const void *b)
{
	const struct ledger_line *x = a, *y = b;

	return x->seq < y->seq ? -1 : x->seq > y->seq;
}

size_t
ledger_lines(const struct store *s, struct ledger_line **out)
{
	struct ledger_line *lines = xcalloc(s->entries.v.n + 1, sizeof *lines);
	size_t i, n = 0;

	for (i = 0; i < s->entries.v.n; i++) {
		const struct entry *e = s->entries.v.v[i];

		if (e->seq < s->head.from)
			continue;
		lines[n++] = (struct ledger_line){
			.seq = e->seq,
			.op = e->op,
			.state = entry_state_kept(e),
			.filed = e->filed,
			.mended = !uuid_is_nil(&e->next),
		};
	}
	qsort(lines, n, sizeof *lines, by_seq);
	*out = lines;
	return n;
}

static int64_t
doubtful(const struct store *s)
{
	int64_t seq = s->head.seq;
	size_t i;

	for (i = 0; i < s->entries.v.n; i++) {
		const struct entry *e = s->entries.v.v[i];

		if (entry_state_kept(e) == OP_QUEUED && e->seq < seq &&
		    (e->maybe || e->state == OP_SENT))
			seq = e->seq;
	}
	return seq > s->head.from ? seq : s->head.from;
}

void
ledger_sum(const struct store *s, struct ledger_sum *out, int64_t *next)
{
	crypto_hash_sha256_state hash;
	unsigned char bytes[crypto_hash_sha256_BYTES];
	char text[100], op[UUID_TEXT];
	struct ledger_line *lines;
	size_t i, n = ledger_lines(s, &lines);

	*out = (struct ledger_sum){ .from = s->head.from, .below = doubtful(s) };
	crypto_hash_sha256_init(&hash);
	for (i = 0; i < n; i++) {
		if (lines[i].filed == OP_QUEUED || lines[i].seq >= out->below)
			continue;
		uuid_text(&lines[i].op, op);
		str_format(text, sizeof text, "%lld %s %s\n", (long long)lines[i].seq,
			   op, op_state_name(lines[i].filed));
		crypto_hash_sha256_update(&hash, (unsigned char *)text, strlen(text));
		out->n++;
		out->last = lines[i].seq;
	}
	crypto_hash_sha256_final(&hash, bytes);
	sodium_bin2hex(out->hash, sizeof out->hash, bytes, sizeof bytes);
	free(lines);
	*next = s->head.seq;
}

/* ---- repairing differences ------------------------------------------------------------- */

struct mending {
	struct entry *e, now;
	char *detail;
};

/* Rewrites the mark of a withdrawn operation with the centre's corrected verdict. */
static enum verdict
note_filed(struct store *s, struct mending *m, enum op_state filed, struct err *err)
{
	struct str text = { 0 };
	json_t *detail = NULL;
	enum verdict v = entry_read(s, m->e, NULL, &text, err);

	if (v == DONE && json_read(&detail, str_text(&text), text.len, NULL) != DONE)
		detail = json_object();
	if (v == DONE) {
		json_object_del(detail, "was");
		if (filed != OP_QUEUED)
			json_put(detail, "was", op_state_name(filed));
		m->now.filed = filed;
		m->detail = json_write(detail);
	}
	json_decref(detail);
	str_wipe(&text);
	return v;
}

static enum verdict
write_fix(struct store *s, const struct ledger_fix *fix, struct mending *m,
	  struct err *err)
{
	enum verdict v = DONE;

	m->now = *m->e;
	if (fix->filed != OP_QUEUED) {
		v = note_filed(
			s, m, fix->filed == OP_WITHDRAWN ? OP_QUEUED : fix->filed, err);
	} else {
		m->now.state = m->now.filed = OP_QUEUED;
		m->now.settled = 0;
		m->now.maybe = true;
	}
	if (v == DONE)
		v = entry_mark(s, m->e, &m->now, m->detail, err);
	if (m->detail)
		mem_wipe(m->detail, strlen(m->detail));
	free(m->detail);
	m->detail = NULL;
	return v;
}

/* Whether the repair changes anything: not for an operation under way, queued or
 * unknown. */
static bool
needs_it(const struct entry *e, const struct ledger_fix *fix)
{
	if (!e)
		return false;
	if (fix->filed == OP_QUEUED)
		return entry_state_kept(e) != OP_QUEUED;
	return e->state == OP_WITHDRAWN;
}

enum verdict
ledger_mend(struct store *s, const struct ledger_fix *fixes, size_t n, struct err *err)
{
	struct mending *m = xcalloc(n + 1, sizeof *m);
	enum verdict v = store_begin(s, SURVIVE_POWER, err);
	size_t i;

	for (i = 0; v == DONE && i < n; i++) {
		m[i].e = entries_find(&s->entries, &fixes[i].op);
		if (!needs_it(m[i].e, &fixes[i]))
			m[i].e = NULL;
		else
			v = write_fix(s, &fixes[i], &m[i], err);
	}
	if (v == DONE)
		v = store_commit(s, err);
	else
		store_abort(s);
	for (i = 0; v == DONE && i < n; i++)
		if (m[i].e)
			entry_become(s, m[i].e, &m[i].now);
	for (i = 0; v == DONE && i < n; i++)
		if (m[i].e && fixes[i].filed == OP_QUEUED)
			outbox_owes(s, m[i].e);
	free(m);
	return v;
}

void
ledger_agreed(struct store *s)
{
	s->agreed = s->head.seq;
}

void
ledger_doubted(struct store *s)
{
	s->agreed = 0;
}
