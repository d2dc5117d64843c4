/* head.c -- the one sealed record that authenticates the others: every transaction that
 * changes an operation, a draft, a meta value or a lease writes it, and no other does.
 */
#include <string.h>

#include "base/mem.h"
#include "base/text.h"

#include "inside.h"

#define HEAD_LEASE (10 + 8 + 8 + 8 + 16)
#define HEAD_FIRST (1 + 8 + SEAL_ROOT + SEAL_TAG + 16 + 16 + LEASES_MOST * HEAD_LEASE)
#define HEAD_SIZE  (HEAD_FIRST + 3 * 16 + 2 * 8 + 1) /* of version 2 */

struct cursor {
	unsigned char *p;
};

static void
out(struct cursor *c, const void *from, size_t n)
{
	memcpy(c->p, from, n);
	c->p += n;
}

static void
out_int(struct cursor *c, int64_t x)
{
	unsigned char b[8];
	int i;

	for (i = 0; i < 8; i++)
		b[i] = (unsigned char)((uint64_t)x >> (8 * i));
	out(c, b, sizeof b);
}

static void
in(struct cursor *c, void *to, size_t n)
{
	memcpy(to, c->p, n);
	c->p += n;
}

static int64_t
in_int(struct cursor *c)
{
	uint64_t x = 0;
	int i;

	for (i = 0; i < 8; i++)
		x |= (uint64_t)c->p[i] << (8 * i);
	c->p += 8;
	return (int64_t)x;
}

static void
head_pack(const struct head *head, struct cursor c)
{
	size_t i;

	*c.p++ = 2;
	out_int(&c, head->seq);
	out(&c, head->root, sizeof head->root);
	out(&c, head->chain, sizeof head->chain);
	out(&c, head->print, sizeof head->print);
	out(&c, head->request.b, sizeof head->request.b);
	for (i = 0; i < LEASES_MOST; i++) {
		const struct lent *l = &head->leases[i];

		out(&c, l->block.unit, sizeof l->block.unit);
		out_int(&c, l->block.first);
		out_int(&c, l->block.last);
		out_int(&c, l->block.next);
		out(&c, l->request.b, sizeof l->request.b);
	}
	out(&c, head->id.b, sizeof head->id.b);
	out(&c, head->nonce.b, sizeof head->nonce.b);
	out(&c, head->nonce_next.b, sizeof head->nonce_next.b);
	out_int(&c, head->greetings);
	out_int(&c, head->from);
	*c.p = head->forked;
}

static void
head_unpack(struct head *head, struct cursor c)
{
	unsigned char version = *c.p++;
	size_t i;

	head->seq = in_int(&c);
	in(&c, head->root, sizeof head->root);
	in(&c, head->chain, sizeof head->chain);
	in(&c, head->print, sizeof head->print);
	in(&c, head->request.b, sizeof head->request.b);
	for (i = 0; i < LEASES_MOST; i++) {
		struct lent *l = &head->leases[i];

		in(&c, l->block.unit, sizeof l->block.unit);
		l->block.unit[sizeof l->block.unit - 1] = '\0';
		l->block.first = in_int(&c);
		l->block.last = in_int(&c);
		l->block.next = in_int(&c);
		in(&c, l->request.b, sizeof l->request.b);
	}
	head->from =
		head->seq; /* whether earlier operations were removed is not known */
	if (version < 2)
		return;
	in(&c, head->id.b, sizeof head->id.b);
	in(&c, head->nonce.b, sizeof head->nonce.b);
	in(&c, head->nonce_next.b, sizeof head->nonce_next.b);
	head->greetings = in_int(&c);
	head->from = in_int(&c);
	head->forked = *c.p;
}

static bool
is_head(const struct str *text)
{
	return (text->len == HEAD_SIZE && text->s[0] == 2) ||
	       (text->len == HEAD_FIRST && text->s[0] == 1);
}

enum verdict
head_read(struct store *s, struct err *err)
{
	sqlite3_stmt *st = db_stmt(&s->db, SQL_HEAD_GET);
	struct str text = { 0 };
	struct bond bond;
	enum verdict v = db_step(&s->db, st, err);

	if (v == LATER)
		return db_altered(err);
	if (v != DONE)
		return v;
	bond_init(&bond, "HEAD");
	v = seal_get(s->seal, &bond, db_blob(st, 0), &text, err);
	if (v == DONE && !is_head(&text))
		v = db_altered(err);
	if (v == DONE) {
		s->aged = text.s[0] == 1;
		head_unpack(&s->head, (struct cursor){ (unsigned char *)text.s });
	}
	sqlite3_reset(st);
	str_wipe(&text);
	return v;
}

enum verdict
head_write(struct store *s, const struct head *head, struct err *err)
{
	sqlite3_stmt *st = db_stmt(&s->db, SQL_HEAD_PUT);
	unsigned char b[HEAD_SIZE];
	struct str blob = { 0 };
	struct bond bond;
	enum verdict v;

	head_pack(head, (struct cursor){ b });
	bond_init(&bond, "HEAD");
	seal_put(s->seal, &bond, b, sizeof b, &blob);
	db_bind_blob(st, 1, blob.s, blob.len);
	v = db_run(&s->db, st, err);
	str_release(&blob);
	return v;
}

enum verdict
store_begin(struct store *s, enum durability level, struct err *err)
{
	s->next = s->head;
	return db_begin(&s->db, level, err);
}

static bool
head_differs(const struct store *s)
{
	unsigned char a[HEAD_SIZE], b[HEAD_SIZE];

	head_pack(&s->head, (struct cursor){ a });
	head_pack(&s->next, (struct cursor){ b });
	return memcmp(a, b, sizeof a) != 0;
}

enum verdict
store_commit(struct store *s, struct err *err)
{
	enum verdict v = DONE;

	if (head_differs(s))
		v = head_write(s, &s->next, err);
	if (v == DONE)
		v = db_commit(&s->db, err);
	if (v == DONE && s->next.seq != s->head.seq)
		location_witness(&s->location, s->next.seq);
	if (v == DONE)
		s->head = s->next;
	else
		store_abort(s);
	return v;
}

void
store_abort(struct store *s)
{
	db_rollback(&s->db);
	s->next = s->head;
}

void
root_flip_entry(struct store *s, const struct entry *e)
{
	struct bond leaf;

	bond_init(&leaf, "LFOP");
	bond_int(&leaf, e->seq);
	bond_tag(&leaf, e->body);
	bond_tag(&leaf, e->mark);
	seal_flip(s->seal, &leaf, s->next.root);
}

void
root_flip_draft(struct store *s, const struct draft_entry *d)
{
	struct bond leaf;

	bond_init(&leaf, "LFDR");
	bond_int(&leaf, d->id);
	bond_tag(&leaf, d->tag);
	seal_flip(s->seal, &leaf, s->next.root);
}

void
root_flip_meta(struct store *s, const struct meta_entry *m)
{
	struct bond leaf;

	bond_init(&leaf, "LFME");
	bond_text(&leaf, m->name);
	bond_tag(&leaf, m->tag);
	seal_flip(s->seal, &leaf, s->next.root);
}
