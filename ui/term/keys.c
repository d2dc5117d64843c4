/* keys.c -- the meaning of every key in each place.  Help, hint bar and bindings read this
 * table, so that every key with an effect is also explained.
 */
#include "ui/term/keys.h"

#include <string.h>

#include "base/mem.h"
#include "base/str.h"
#include "base/text.h"
#include "base/utf8.h"

#define ALL   (PLACE_READ | PLACE_TYPE)
#define WORK  (PLACE_READ | PLACE_FORM)
#define VIEWS (PLACE_VIEW | PLACE_TICKET | PLACE_OUTBOX)
#define FINDS (PLACE_TEXT | PLACE_PAPER | PLACE_WHY | PLACE_HELP)

/* clang-format off */
const struct key_row key_rows[] = {
	{ ACT_HELP, "help", "F1", "?", (ALL | PLACE_DONE) & ~PLACE_HELP, N_("Help"), N_("Help for this place; in a form, for this field.") },
	{ ACT_HELP, "help", "F1", "^G", PLACE_TYPE, NULL, N_("Help for this place; in a form, for this field.") },
	{ ACT_WITHDRAW, "withdraw", "x", "Del", PLACE_OUTBOX, N_("Withdraw"), N_("Give up this operation; the reason is recorded.") },
	{ ACT_WITHDRAW, "withdraw", "x", "Del", PLACE_PILE, N_("Throw away"), N_("Throw this draft away; the reason is recorded.") },
	{ ACT_RETRY, "retry", "r", NULL, PLACE_OUTBOX, N_("Send again"), N_("Send this operation again as it is.") },
	{ ACT_OPEN, "open", "Enter", NULL, PLACE_OUTBOX, N_("Mend"), N_("What was refused opens as the form it was, to be mended; anything else as its ticket.") },
	{ ACT_CALL, "call", "F2", "^N", PLACE_HOTLINE, N_("New call"), N_("A new call on top; what is open keeps its place.") },
	{ ACT_DUP, "dup", "F3", "^D", PLACE_FORM, NULL, N_("This field as in my last ticket.") },
	{ ACT_MENU, "menu", "F4", "m", PLACE_DEED, N_("Actions"), N_("What may be done to this ticket.") },
	{ ACT_REVEAL, "reveal", "v", NULL, PLACE_TICKET | PLACE_PAPER, N_("Reveal"), N_("See a masked value: the reason is asked and recorded.") },
	{ ACT_PRINT, "print", "p", NULL, PLACE_PAPER, N_("Print"), N_("Print it on the printer at this terminal, as it stands here.") },
	{ ACT_PICK, "pick", "F4", "^O", PLACE_CODES, N_("Pick"), N_("Pick list: by code, pinyin initials or text, last used first.") },
	{ ACT_TAKE_IN, "take-in", "F5", "g", PLACE_DEED | PLACE_OUTBOX | PLACE_WHY, N_("Refresh"), N_("Take in the new rows; nothing moves until asked.") },
	{ ACT_ADDRESS, "address", "F5", "^P", PLACE_FORM, NULL, N_("On the caller's name, address or number: as the last time; else the suggested unit.") },
	{ ACT_UNKNOWN, "unknown", "F6", "^X", PLACE_FORM, NULL, N_("Answer the field with \"unknown\", then \"declined\".") },
	{ ACT_OUTBOX, "outbox", "F6", "o", PLACE_READ & ~PLACE_OUTBOX, N_("Outbox"), N_("Everything not yet delivered, and what was refused.") },
	{ ACT_PHRASES, "phrases", "F7", "^F", PLACE_WORDS, N_("Phrases"), N_("Phrases, inserted at the cursor; F7 again: knowledge.") },
	{ ACT_SEARCH, "search", "F7", "s", PLACE_READ, N_("Search"), N_("Search all tickets for words, a number, a name.") },
	{ ACT_READ_BACK, "read-back", "F8", "^B", PLACE_CALL, N_("Read back"), N_("The form as sentences to read to the caller.") },
	{ ACT_READ_BACK, "read-back", "F8", "^B", PLACE_TOLD, N_("Preview"), N_("The document that tells of this step, as it will be issued.") },
	{ ACT_READ_BACK, "read-back", "F8", "^B", PLACE_TEXT | PLACE_PAPER, NULL, N_("Back to the form.") },
	{ ACT_PILE, "pile", "F9", "^T", (WORK | PLACE_DONE) & ~PLACE_PILE, N_("Calls"), N_("The pile of open calls and drafts; a digit picks one.") },
	{ ACT_ALERT, "alert", "^V", NULL, PLACE_CALL, N_("Major"), N_("A major incident: its facts are asked for, and it goes to every superior at once.") },
	{ ACT_ALERT, "alert", "^V", "!", PLACE_DEED, NULL, N_("Report a major incident to every superior at once; where one is known, what follows.") },
	{ ACT_SUBMIT, "submit", "^S", "F10", PLACE_FORM, N_("Submit"), N_("Submit, from any field.") },
	{ ACT_BACK, "back", "Esc", "q", VIEWS | PLACE_SEARCH | PLACE_DONE, N_("Back"), N_("Back.") },
	{ ACT_BACK, "back", "F10", NULL, VIEWS | PLACE_DONE, NULL, N_("Back.") },
	{ ACT_OPEN, "open", "Enter", NULL, PLACE_DONE, NULL, N_("What a major incident left to be supplied; else back.") },
	{ ACT_BACK, "back", "Esc", NULL, PLACE_FORM, N_("Lay aside"), N_("Lay the form aside as a draft; nothing is lost.") },
	{ ACT_BACK, "back", "Esc", NULL, PLACE_PROMPT, N_("Cancel"), N_("Leave the line.") },
	{ ACT_BACK, "back", "Esc", NULL, PLACE_LOGIN, NULL, N_("Empty the field.") },
	{ ACT_QUIT, "quit", "F10", "^Q", PLACE_LOGIN | PLACE_LIST, N_("Quit"), N_("Leave the program.") },
	{ ACT_QUIT, "quit", "^Q", NULL, VIEWS, NULL, N_("Leave the program.") },
	{ ACT_OPEN, "open", "Enter", NULL, PLACE_DEED | PLACE_MENU | PLACE_PILE, N_("Open it"), N_("Open what the cursor is on.") },
	{ ACT_OPEN, "open", "Enter", NULL, PLACE_TEXT | PLACE_PAPER, NULL, N_("Back.") },
	{ ACT_OPEN, "open", "Enter", NULL, PLACE_TYPE, NULL, N_("Next field; in the narrative a new line.") },
	{ ACT_NEXT, "next", "Tab", NULL, ALL, NULL, N_("Next field or pane.") },
	{ ACT_PREV, "previous", "S-Tab", NULL, ALL, NULL, N_("Field or pane before.") },
	{ ACT_FIND, "find", "/", NULL, PLACE_DEED | PLACE_OUTBOX | FINDS, N_("Find"), N_("Find in what is shown.") },
	{ ACT_FIND_NEXT, "find-next", "n", NULL, FINDS | PLACE_OUTBOX, NULL, N_("Next place found.") },
	{ ACT_FIND_NEXT, "find-next", "N", NULL, PLACE_DEED, NULL, N_("Next row found.") },
	{ ACT_FIND_PREV, "find-previous", "N", NULL, FINDS, NULL, N_("Place found before.") },
	{ ACT_FIND_PREV, "find-previous", "P", NULL, PLACE_DEED, NULL, N_("Row found before.") },
	{ ACT_LIMIT, "limit", "l", NULL, PLACE_LIST, N_("Limit"), N_("Show only rows with these words; an empty line shows all.") },
	{ ACT_TAG, "tag", "t", "Space", PLACE_LIST, N_("Tag"), N_("Tag this row and go on.") },
	{ ACT_TAG_MANY, "tag-many", "T", NULL, PLACE_LIST, NULL, N_("Tag the rows with these words.") },
	{ ACT_TAGGED, "tagged", ";", NULL, PLACE_LIST, NULL, N_("The next action is for all tagged rows.") },
	{ ACT_COMMAND, "command", ":", "^P", PLACE_READ, N_("Command"), N_("Command line, with completion by Tab.") },
	{ ACT_GOTO, "goto", "#", NULL, PLACE_LIST, NULL, N_("Go to a ticket by its number or the end of it; digits start it too.") },
	{ ACT_ASSIGN, "assign", "a", NULL, PLACE_DEED, NULL, N_("Assign.") },
	{ ACT_ESCALATE, "escalate", "e", NULL, PLACE_DEED, NULL, N_("Escalate to the superior.") },
	{ ACT_REPLY, "reply", "r", NULL, PLACE_DEED, NULL, N_("Reply.") },
	{ ACT_CALLBACK, "callback", "c", NULL, PLACE_DEED, NULL, N_("Call back.") },
	{ ACT_UNDO, "undo", "U", NULL, PLACE_TICKET, NULL, N_("Withdraw my last act where it has not been delivered.") },
	{ ACT_URGE, "urge", "u", NULL, PLACE_DEED, NULL, N_("Urge.") },
	{ ACT_NOTE, "note", "n", NULL, PLACE_DEED, NULL, N_("Note.") },
	{ ACT_WHY, "why", "w", NULL, PLACE_DEED, NULL, N_("Why this date: the deadline day by day.") },
	{ ACT_UNDO, "undo-typing", "^U", NULL, PLACE_TYPE, NULL, N_("Undo typing.") },
	{ ACT_REDO, "redo-typing", "^R", NULL, PLACE_TYPE, NULL, N_("Redo typing.") },
	{ ACT_ERASE_WORD, "erase-word", "^W", NULL, PLACE_TYPE, NULL, N_("Erase the word before the cursor.") },
	{ ACT_KILL, "erase-rest", "^K", NULL, PLACE_TYPE, NULL, N_("Erase from the cursor to the end of the line.") },
	{ ACT_YANK, "put-back", "^Y", NULL, PLACE_TYPE, NULL, N_("Put back what was erased last.") },
	{ ACT_ERASE, "erase", "BS", NULL, PLACE_TYPE, NULL, N_("Erase the character before the cursor.") },
	{ ACT_DELETE, "delete", "Del", NULL, PLACE_TYPE, NULL, N_("Erase the character under the cursor.") },
	{ ACT_UP, "up", "Up", "k", ALL, NULL, N_("Up.") },
	{ ACT_DOWN, "down", "Down", "j", ALL, NULL, N_("Down.") },
	{ ACT_LEFT, "left", "Left", NULL, ALL, NULL, N_("Left.") },
	{ ACT_RIGHT, "right", "Right", NULL, ALL, NULL, N_("Right.") },
	{ ACT_WORD_LEFT, "word-left", "C-Left", NULL, PLACE_TYPE, NULL, N_("A word to the left.") },
	{ ACT_WORD_RIGHT, "word-right", "C-Right", NULL, PLACE_TYPE, NULL, N_("A word to the right.") },
	{ ACT_PAGE_UP, "page-up", "PgUp", NULL, ALL, NULL, N_("A page up.") },
	{ ACT_PAGE_DOWN, "page-down", "PgDn", NULL, ALL, NULL, N_("A page down.") },
	{ ACT_HOME, "home", "Home", "^A", ALL, NULL, N_("To the start of the line or list.") },
	{ ACT_END, "end", "End", "^E", ALL, NULL, N_("To the end of the line or list.") },
	{ ACT_TOP, "top", "C-Home", NULL, PLACE_TYPE, NULL, N_("To the start of the text.") },
	{ ACT_BOTTOM, "bottom", "C-End", "G", ALL, NULL, N_("To the end of the text or list.") },
	{ ACT_REDRAW, "redraw", "^L", NULL, ALL | PLACE_DONE, NULL, N_("Draw the screen anew.") },
	{ ACT_SUSPEND, "suspend", "^Z", NULL, ALL | PLACE_DONE, NULL, N_("Suspend, where the configuration allows it.") },
};
/* clang-format on */
const size_t key_nrows = ARRAY_LEN(key_rows);

struct name {
	int code;
	const char *name;
};

static const struct name names[] = {
	{ K_ESC, "Esc" },
	{ K_ENTER, "Enter" },
	{ K_TAB, "Tab" },
	{ K_BACKTAB, "S-Tab" },
	{ K_UP, "Up" },
	{ K_DOWN, "Down" },
	{ K_LEFT, "Left" },
	{ K_RIGHT, "Right" },
	{ K_WORD_LEFT, "C-Left" },
	{ K_WORD_RIGHT, "C-Right" },
	{ K_HOME, "Home" },
	{ K_END, "End" },
	{ K_TOP, "C-Home" },
	{ K_BOTTOM, "C-End" },
	{ K_PAGE_UP, "PgUp" },
	{ K_PAGE_DOWN, "PgDn" },
	{ K_BACKSPACE, "BS" },
	{ K_DELETE, "Del" },
	{ K_INSERT, "Ins" },
	{ K_F1, "F1" },
	{ K_F2, "F2" },
	{ K_F3, "F3" },
	{ K_F4, "F4" },
	{ K_F5, "F5" },
	{ K_F6, "F6" },
	{ K_F7, "F7" },
	{ K_F8, "F8" },
	{ K_F9, "F9" },
	{ K_F10, "F10" },
};

/* The user's own: they go before the table. */
static struct {
	struct key key;
	const char *name;
} own[32];
static size_t nown;

static bool
text_key(const char *s, struct key *key)
{
	uint32_t cp;
	size_t len = strlen(s);

	if (len == 0 || len != utf8_decode(s, len, &cp) || len >= sizeof key->text)
		return false;
	if (utf8_class(cp) != UTF8_PLAIN)
		return false;
	*key = (struct key){ .code = K_TEXT };
	memcpy(key->text, s, len + 1);
	return true;
}

bool
key_parse(const char *name, struct key *key)
{
	size_t i;

	for (i = 0; i < ARRAY_LEN(names); i++)
		if (str_eq(name, names[i].name)) {
			*key = (struct key){ .code = names[i].code };
			return true;
		}
	if (str_eq(name, "Space"))
		return text_key(" ", key);
	if (name[0] == '^' && name[1] >= 'A' && name[1] <= '_' && !name[2]) {
		*key = (struct key){ .code = name[1] - '@' };
		return true;
	}
	return text_key(name, key);
}

void
key_word(const struct key *key, char out[16])
{
	size_t i;

	for (i = 0; i < ARRAY_LEN(names); i++)
		if (names[i].code == key->code) {
			str_copy(out, 16, names[i].name);
			return;
		}
	if (key->code == K_TEXT)
		str_copy(out, 16, str_eq(key->text, " ") ? "Space" : key->text);
	else if (key->code > 0 && key->code < 32)
		str_format(out, 16, "^%c", key->code + '@');
	else
		out[0] = '\0';
}

bool
key_same(const struct key *a, const struct key *b)
{
	return a->code == b->code && (a->code != K_TEXT || str_eq(a->text, b->text));
}

static bool
act_known(const char *name)
{
	size_t i;

	for (i = 0; i < key_nrows; i++)
		if (str_eq(key_rows[i].name, name))
			return true;
	return false;
}

static const char *
act_name(const char *name)
{
	size_t i;

	for (i = 0; i < key_nrows; i++)
		if (str_eq(key_rows[i].name, name))
			return key_rows[i].name;
	return NULL;
}

enum verdict
keys_bind(const char *text, struct err *err)
{
	char word[64], *is;
	size_t n;

	nown = 0;
	for (text += strspn(text, " \t"); *text;
	     text += n, text += strspn(text, " \t")) {
		n = strcspn(text, " \t");
		str_format(word, sizeof word, "%.*s", (int)n, text);
		is = strchr(word + 1, '=');
		if (is)
			*is++ = '\0';
		if (!is || !act_known(is) || nown == ARRAY_LEN(own) ||
		    !key_parse(word, &own[nown].key))
			return refuse(err, _("screen.keys: \"%s\" binds no key."),
				      word);
		own[nown++].name = act_name(is);
	}
	return DONE;
}

/* Full-width letters of an input method left on count as their plain ones. */
static struct key
narrowed(const struct key *key)
{
	struct key plain = *key;
	struct str s = { 0 };

	if (key->code != K_TEXT || (unsigned char)key->text[0] < 0x80)
		return plain;
	utf8_narrow(&s, key->text, strlen(key->text));
	str_copy(plain.text, sizeof plain.text, str_text(&s));
	str_release(&s);
	return plain;
}

static bool
is_text(const struct key *key)
{
	return key->code == K_TEXT || key->code == K_PASTE;
}

static bool
row_has(const struct key_row *row, const struct key *key)
{
	struct key k;

	return (key_parse(row->key, &k) && key_same(&k, key)) ||
	       (row->alias && key_parse(row->alias, &k) && key_same(&k, key));
}

static const struct key_row *
find_row(unsigned place, const struct key *key)
{
	size_t i, j;

	for (i = 0; i < nown; i++)
		for (j = 0; key_same(&own[i].key, key) && j < key_nrows; j++)
			if (key_rows[j].places & place &&
			    str_eq(own[i].name, key_rows[j].name))
				return &key_rows[j];
	for (j = 0; j < key_nrows; j++)
		if (key_rows[j].places & place && row_has(&key_rows[j], key))
			return &key_rows[j];
	return NULL;
}

static bool
is_rebound(const char *name, unsigned place, const char *act)
{
	const struct key_row *row;
	struct key key;

	if (!key_parse(name, &key))
		return true;
	row = find_row(place, &key);
	return !row || !str_eq(row->name, act);
}

void
keys_shown(char *out, size_t size, unsigned place, const struct key_row *row)
{
	struct str words = { 0 };
	char word[16];
	size_t i;

	for (i = 0; i < nown; i++)
		if (str_eq(own[i].name, row->name)) {
			key_word(&own[i].key, word);
			str_addf(&words, "%s ", word);
		}
	if (!is_rebound(row->key, place, row->name))
		str_addf(&words, "%s ", row->key);
	if (row->alias && !is_rebound(row->alias, place, row->name))
		str_addf(&words, "%s ", row->alias);
	if (words.len)
		words.s[--words.len] = '\0';
	str_copy(out, size, str_text(&words));
	str_release(&words);
}

enum act
keys_act(unsigned place, const struct key *key)
{
	const struct key_row *row;
	struct key plain;

	if (is_text(key) && place & PLACE_TYPE)
		return ACT_TEXT;
	plain = narrowed(key);
	row = find_row(place, &plain);
	if (row)
		return row->act;
	return is_text(key) ? ACT_TEXT : ACT_NONE;
}

const struct key_row *
keys_row(unsigned place, enum act act)
{
	size_t i;

	for (i = 0; i < key_nrows; i++)
		if (key_rows[i].act == act && key_rows[i].places & place)
			return &key_rows[i];
	return NULL;
}

const char *
keys_for(unsigned place, enum act act)
{
	const struct key_row *row = keys_row(place, act);

	return row ? row->key : "";
}

/* Where a key works that does nothing here; NULL: here too, or nowhere one could go. */
static const char *
elsewhere(unsigned there, unsigned here)
{
	if (there & (PLACE_FORM | PLACE_CALL | PLACE_TOLD) && !(here & PLACE_FORM))
		return _("%s works in a form; F1 shows the keys here.");
	if (there & (PLACE_CALL | PLACE_TOLD) && !(here & (PLACE_CALL | PLACE_TOLD)))
		return _("%s works in other forms; F1 shows the keys here.");
	if (there & PLACE_LIST && !(here & PLACE_LIST))
		return _("%s works in lists; F1 shows the keys here.");
	return NULL;
}

void
keys_nearest(char *out, size_t size, unsigned place, const struct key *key)
{
	struct key plain = narrowed(key);
	const struct key_row *own_row = find_row(place, &plain);
	const struct key_row *other = own_row ? NULL : find_row(~place, &plain), *here;
	const char *where = other ? elsewhere(other->places, place) : NULL;
	char name[16];

	key_word(&plain, name);
	here = other ? keys_row(place, other->act) : NULL;
	if (other && other->places == PLACE_HOTLINE)
		str_copy(out, size, _("Only a receiver registers calls."));
	else if (own_row && !(own_row->places & ~PLACE_DEED))
		str_format(out, size, _("%s is not offered for this ticket now: %s"),
			   name, _(own_row->help));
	else if (own_row)
		str_format(out, size, _("%s: nothing stands here to do it with."),
			   name);
	else if (here)
		str_format(out, size, _("%s does nothing here; %s does: %s"), name,
			   here->key, _(here->help));
	else if (where)
		str_format(out, size, where, name);
	else
		str_format(out, size, _("%s does nothing here; F1 shows the keys."),
			   name);
}
