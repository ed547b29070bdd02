-- Lists whose source tells what changed. source_position: to where its changes are in the copy. An edit says how some people stand now, in the
-- place of all rows about them; edits of a version are counted from 1, member_list.edits is the last one in force.
ALTER TABLE member_list ADD COLUMN edits INT DEFAULT 0 NOT NULL;
ALTER TABLE member_list ADD COLUMN source_position VARCHAR(120);

CREATE TABLE member_edit (
    list_id CHAR(32)   NOT NULL,
    version CHAR(32)   NOT NULL,
    edit    INT        NOT NULL,
    body    MEDIUMBLOB NOT NULL,
    PRIMARY KEY (list_id, version, edit)
);
