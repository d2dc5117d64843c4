-- 0101 -- the fields of each action as data: the keys a payload may contain (core.payload_check).
set local role gangshao_owner;

create table core.field (
	action text not null,
	key text not null,
	sort integer not null,
	type text not null,
	codes text not null,
	longest integer not null,
	several boolean not null,
	whom text not null,
	source text not null,
	constraint field_pkey primary key (action, key),
	constraint field_type_known check (type in ('text', 'long', 'code', 'codes', 'date', 'stamp', 'money', 'flag')),
	constraint field_whom_known check (whom in ('', 'caller', 'party', 'joint', 'agent')),
	constraint field_source_known check (source in ('form', 'program', 'centre')),
	constraint field_longest_bounded check (longest between 1 and 3000)
);
comment on table core.field is 'Fields that the payload of an action may contain; sql/code/field.csv';
comment on column core.field.action is 'Action';
comment on column core.field.key is 'Key in the payload';
comment on column core.field.sort is 'Place in the file, which is the order in the form';
comment on column core.field.type is 'text: one line; long: several lines; code, codes: of a code table; date; stamp: date and time; money; flag: true or false';
comment on column core.field.codes is 'The code table, or the list of the ticket, that it is chosen from; empty: none';
comment on column core.field.longest is 'Maximum number of characters, for several values the sum';
comment on column core.field.several is 'Whether a list of texts is allowed';
comment on column core.field.whom is 'Whose personal data it is: caller, party (reached by a notice), joint, agent; empty: nobody''s';
comment on column core.field.source is 'form: a form has it; program: our programs add it; centre: only other programs send it';
