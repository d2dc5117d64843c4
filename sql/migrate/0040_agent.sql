set local role gangshao_owner;

-- Merged tickets have several complainants, and each may have an agent.
alter table core.party add acts_for integer;
comment on column core.party.acts_for is 'Number of the complainant an agent acts for; null: the caller';
