"""The first tables: works, tracks, marks, themes, listens, entries, and the journal's index.

Revision: 0001, the first. Frozen as text: the models change, this file doesn't.
"""

from __future__ import annotations

from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

TABLES = (
    """
    CREATE TABLE emotion_set (
        "key" VARCHAR NOT NULL,
        name VARCHAR NOT NULL,
        position INTEGER NOT NULL,
        uid VARCHAR(36) NOT NULL,
        created_at INTEGER NOT NULL,
        updated_at INTEGER NOT NULL,
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        CONSTRAINT uq_emotion_set_key UNIQUE ("key"),
        CONSTRAINT uq_emotion_set_uid UNIQUE (uid)
    )
    """,
    """
    CREATE TABLE journal_entry (
        written_at INTEGER NOT NULL,
        written_offset_min INTEGER NOT NULL,
        title VARCHAR NOT NULL,
        text VARCHAR NOT NULL,
        before_valence DOUBLE,
        before_arousal DOUBLE,
        after_valence DOUBLE,
        after_arousal DOUBLE,
        uid VARCHAR(36) NOT NULL,
        created_at INTEGER NOT NULL,
        updated_at INTEGER NOT NULL,
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        CONSTRAINT ck_journal_entry_before_valence CHECK (before_valence IS NULL OR before_valence
            BETWEEN -1 AND 1),
        CONSTRAINT ck_journal_entry_after_valence CHECK (after_valence IS NULL OR after_valence
            BETWEEN -1 AND 1),
        CONSTRAINT uq_journal_entry_uid UNIQUE (uid)
    )
    """,
    """
    CREATE INDEX ix_journal_entry_written_at ON journal_entry (written_at)
    """,
    """
    CREATE TABLE journal_line (
        id INTEGER NOT NULL,
        kind VARCHAR NOT NULL,
        owner_id INTEGER NOT NULL,
        track_id INTEGER,
        emotion_id INTEGER,
        start_ms INTEGER,
        end_ms INTEGER,
        made_at INTEGER NOT NULL,
        made_offset_min INTEGER,
        text VARCHAR NOT NULL,
        CONSTRAINT pk_journal_line PRIMARY KEY (id)
    )
    """,
    """
    CREATE INDEX ix_journal_line_emotion_id_id ON journal_line (emotion_id, id)
    """,
    """
    CREATE INDEX ix_journal_line_kind_id ON journal_line (kind, id)
    """,
    """
    CREATE INDEX ix_journal_line_track_id_id ON journal_line (track_id, id)
    """,
    """
    CREATE UNIQUE INDEX uq_journal_line_kind_owner_id ON journal_line (kind, owner_id)
    """,
    """
    CREATE TABLE work (
        kind VARCHAR NOT NULL,
        title VARCHAR NOT NULL,
        year INTEGER,
        note VARCHAR NOT NULL,
        uid VARCHAR(36) NOT NULL,
        created_at INTEGER NOT NULL,
        updated_at INTEGER NOT NULL,
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        CONSTRAINT ck_work_kind CHECK (kind IN ('series', 'film', 'game')),
        CONSTRAINT uq_work_uid UNIQUE (uid)
    )
    """,
    """
    CREATE INDEX ix_work_title ON work (title)
    """,
    """
    CREATE TABLE character (
        work_id INTEGER NOT NULL,
        name VARCHAR NOT NULL,
        colour VARCHAR NOT NULL,
        portrait VARCHAR,
        note VARCHAR NOT NULL,
        uid VARCHAR(36) NOT NULL,
        created_at INTEGER NOT NULL,
        updated_at INTEGER NOT NULL,
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        CONSTRAINT fk_character_work_id_work FOREIGN KEY(work_id) REFERENCES work (id) ON DELETE
            CASCADE,
        CONSTRAINT uq_character_uid UNIQUE (uid)
    )
    """,
    """
    CREATE INDEX ix_character_work_id ON character (work_id)
    """,
    """
    CREATE TABLE emotion (
        set_id INTEGER NOT NULL,
        "key" VARCHAR NOT NULL,
        name VARCHAR NOT NULL,
        gloss VARCHAR NOT NULL,
        valence DOUBLE NOT NULL,
        arousal DOUBLE NOT NULL,
        colour VARCHAR NOT NULL,
        icon VARCHAR NOT NULL,
        pattern VARCHAR NOT NULL,
        shortcut VARCHAR,
        is_retired BOOLEAN NOT NULL,
        position INTEGER NOT NULL,
        uid VARCHAR(36) NOT NULL,
        created_at INTEGER NOT NULL,
        updated_at INTEGER NOT NULL,
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        CONSTRAINT ck_emotion_affect CHECK (valence BETWEEN -1 AND 1 AND arousal BETWEEN -1 AND
            1),
        CONSTRAINT fk_emotion_set_id_emotion_set FOREIGN KEY(set_id) REFERENCES emotion_set (id)
            ON DELETE CASCADE,
        CONSTRAINT uq_emotion_key UNIQUE ("key"),
        CONSTRAINT uq_emotion_uid UNIQUE (uid)
    )
    """,
    """
    CREATE INDEX ix_emotion_set_id ON emotion (set_id)
    """,
    """
    CREATE TABLE episode (
        work_id INTEGER NOT NULL,
        season_number INTEGER NOT NULL,
        number INTEGER NOT NULL,
        title VARCHAR NOT NULL,
        uid VARCHAR(36) NOT NULL,
        created_at INTEGER NOT NULL,
        updated_at INTEGER NOT NULL,
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        CONSTRAINT fk_episode_work_id_work FOREIGN KEY(work_id) REFERENCES work (id) ON DELETE
            CASCADE,
        CONSTRAINT uq_episode_uid UNIQUE (uid)
    )
    """,
    """
    CREATE INDEX ix_episode_work_id ON episode (work_id)
    """,
    """
    CREATE TABLE theme (
        work_id INTEGER,
        name VARCHAR NOT NULL,
        colour VARCHAR NOT NULL,
        note VARCHAR NOT NULL,
        uid VARCHAR(36) NOT NULL,
        created_at INTEGER NOT NULL,
        updated_at INTEGER NOT NULL,
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        CONSTRAINT fk_theme_work_id_work FOREIGN KEY(work_id) REFERENCES work (id) ON DELETE SET
            NULL,
        CONSTRAINT uq_theme_uid UNIQUE (uid)
    )
    """,
    """
    CREATE INDEX ix_theme_work_id ON theme (work_id)
    """,
    """
    CREATE TABLE track (
        title VARCHAR NOT NULL,
        artist VARCHAR NOT NULL,
        album VARCHAR NOT NULL,
        album_artist VARCHAR NOT NULL,
        disc_number INTEGER,
        track_number INTEGER,
        year INTEGER,
        duration_ms INTEGER NOT NULL,
        role VARCHAR NOT NULL,
        work_id INTEGER,
        cover VARCHAR,
        uid VARCHAR(36) NOT NULL,
        created_at INTEGER NOT NULL,
        updated_at INTEGER NOT NULL,
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        CONSTRAINT ck_track_role CHECK (role IN ('opening_theme', 'ending_theme', 'love_theme',
            'action_theme', 'character_theme', 'insert_song', 'score', 'other')),
        CONSTRAINT ck_track_duration CHECK (duration_ms >= 0),
        CONSTRAINT fk_track_work_id_work FOREIGN KEY(work_id) REFERENCES work (id) ON DELETE SET
            NULL,
        CONSTRAINT uq_track_uid UNIQUE (uid)
    )
    """,
    """
    CREATE INDEX ix_track_album ON track (album)
    """,
    """
    CREATE INDEX ix_track_album_artist_album ON track (album_artist, album, disc_number,
        track_number)
    """,
    """
    CREATE INDEX ix_track_work_id ON track (work_id)
    """,
    """
    CREATE TABLE audio_file (
        track_id INTEGER NOT NULL,
        path BLOB NOT NULL,
        size INTEGER NOT NULL,
        mtime_ns INTEGER NOT NULL,
        payload_hash VARCHAR NOT NULL,
        is_available BOOLEAN NOT NULL,
        seen_at INTEGER NOT NULL,
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        CONSTRAINT fk_audio_file_track_id_track FOREIGN KEY(track_id) REFERENCES track (id) ON
            DELETE CASCADE,
        CONSTRAINT uq_audio_file_path UNIQUE (path)
    )
    """,
    """
    CREATE INDEX ix_audio_file_payload_hash ON audio_file (payload_hash)
    """,
    """
    CREATE INDEX ix_audio_file_track_id ON audio_file (track_id)
    """,
    """
    CREATE TABLE echo (
        track_id INTEGER NOT NULL,
        kind VARCHAR NOT NULL,
        title VARCHAR NOT NULL,
        who VARCHAR NOT NULL,
        date VARCHAR NOT NULL,
        link VARCHAR NOT NULL,
        note VARCHAR NOT NULL,
        uid VARCHAR(36) NOT NULL,
        created_at INTEGER NOT NULL,
        updated_at INTEGER NOT NULL,
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        CONSTRAINT ck_echo_kind CHECK (kind IN ('cover', 'remix', 'sample', 'fan_video',
            'advertisement', 'film')),
        CONSTRAINT fk_echo_track_id_track FOREIGN KEY(track_id) REFERENCES track (id) ON DELETE
            CASCADE,
        CONSTRAINT uq_echo_uid UNIQUE (uid)
    )
    """,
    """
    CREATE INDEX ix_echo_track_id ON echo (track_id)
    """,
    """
    CREATE TABLE entry_track (
        entry_id INTEGER NOT NULL,
        track_id INTEGER NOT NULL,
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        CONSTRAINT fk_entry_track_entry_id_journal_entry FOREIGN KEY(entry_id) REFERENCES
            journal_entry (id) ON DELETE CASCADE,
        CONSTRAINT fk_entry_track_track_id_track FOREIGN KEY(track_id) REFERENCES track (id) ON
            DELETE CASCADE
    )
    """,
    """
    CREATE INDEX ix_entry_track_entry_id ON entry_track (entry_id)
    """,
    """
    CREATE INDEX ix_entry_track_track_id ON entry_track (track_id)
    """,
    """
    CREATE TABLE listen (
        track_id INTEGER NOT NULL,
        started_at INTEGER NOT NULL,
        started_offset_min INTEGER NOT NULL,
        ended_at INTEGER NOT NULL,
        heard_ms INTEGER NOT NULL,
        uid VARCHAR(36) NOT NULL,
        created_at INTEGER NOT NULL,
        updated_at INTEGER NOT NULL,
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        CONSTRAINT fk_listen_track_id_track FOREIGN KEY(track_id) REFERENCES track (id) ON DELETE
            CASCADE,
        CONSTRAINT uq_listen_uid UNIQUE (uid)
    )
    """,
    """
    CREATE INDEX ix_listen_started_at ON listen (started_at)
    """,
    """
    CREATE INDEX ix_listen_track_id ON listen (track_id)
    """,
    """
    CREATE TABLE occurrence (
        theme_id INTEGER NOT NULL,
        track_id INTEGER NOT NULL,
        start_ms INTEGER NOT NULL,
        end_ms INTEGER NOT NULL,
        status VARCHAR NOT NULL,
        transposition INTEGER,
        tempo_ratio DOUBLE,
        variation VARCHAR NOT NULL,
        note VARCHAR NOT NULL,
        uid VARCHAR(36) NOT NULL,
        created_at INTEGER NOT NULL,
        updated_at INTEGER NOT NULL,
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        CONSTRAINT ck_occurrence_span CHECK (start_ms >= 0 AND end_ms >= start_ms),
        CONSTRAINT ck_occurrence_status CHECK (status IN ('candidate', 'confirmed', 'rejected')),
        CONSTRAINT fk_occurrence_theme_id_theme FOREIGN KEY(theme_id) REFERENCES theme (id) ON
            DELETE CASCADE,
        CONSTRAINT fk_occurrence_track_id_track FOREIGN KEY(track_id) REFERENCES track (id) ON
            DELETE CASCADE,
        CONSTRAINT uq_occurrence_uid UNIQUE (uid)
    )
    """,
    """
    CREATE INDEX ix_occurrence_theme_id ON occurrence (theme_id)
    """,
    """
    CREATE INDEX ix_occurrence_track_id_start_ms ON occurrence (track_id, start_ms)
    """,
    """
    CREATE TABLE scene (
        work_id INTEGER NOT NULL,
        episode_id INTEGER,
        title VARCHAR NOT NULL,
        summary VARCHAR NOT NULL,
        story_order DOUBLE NOT NULL,
        start_ms INTEGER,
        end_ms INTEGER,
        still VARCHAR,
        is_spoiler BOOLEAN NOT NULL,
        uid VARCHAR(36) NOT NULL,
        created_at INTEGER NOT NULL,
        updated_at INTEGER NOT NULL,
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        CONSTRAINT ck_scene_span CHECK (end_ms IS NULL OR start_ms IS NOT NULL AND end_ms >=
            start_ms),
        CONSTRAINT fk_scene_work_id_work FOREIGN KEY(work_id) REFERENCES work (id) ON DELETE
            CASCADE,
        CONSTRAINT fk_scene_episode_id_episode FOREIGN KEY(episode_id) REFERENCES episode (id) ON
            DELETE SET NULL,
        CONSTRAINT uq_scene_uid UNIQUE (uid)
    )
    """,
    """
    CREATE INDEX ix_scene_episode_id ON scene (episode_id)
    """,
    """
    CREATE INDEX ix_scene_work_id_story_order ON scene (work_id, story_order)
    """,
    """
    CREATE TABLE cue (
        track_id INTEGER NOT NULL,
        scene_id INTEGER NOT NULL,
        start_ms INTEGER NOT NULL,
        end_ms INTEGER NOT NULL,
        scene_offset_ms INTEGER,
        uid VARCHAR(36) NOT NULL,
        created_at INTEGER NOT NULL,
        updated_at INTEGER NOT NULL,
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        CONSTRAINT ck_cue_span CHECK (start_ms >= 0 AND end_ms >= start_ms),
        CONSTRAINT fk_cue_track_id_track FOREIGN KEY(track_id) REFERENCES track (id) ON DELETE
            CASCADE,
        CONSTRAINT fk_cue_scene_id_scene FOREIGN KEY(scene_id) REFERENCES scene (id) ON DELETE
            CASCADE,
        CONSTRAINT uq_cue_uid UNIQUE (uid)
    )
    """,
    """
    CREATE INDEX ix_cue_scene_id ON cue (scene_id)
    """,
    """
    CREATE INDEX ix_cue_track_id_start_ms ON cue (track_id, start_ms)
    """,
    """
    CREATE TABLE emotional_tag (
        track_id INTEGER NOT NULL,
        emotion_id INTEGER NOT NULL,
        listen_id INTEGER,
        start_ms INTEGER NOT NULL,
        end_ms INTEGER NOT NULL,
        raw_start_ms INTEGER NOT NULL,
        raw_end_ms INTEGER NOT NULL,
        intensity INTEGER NOT NULL,
        mode VARCHAR NOT NULL,
        note VARCHAR NOT NULL,
        memory VARCHAR NOT NULL,
        made_at INTEGER NOT NULL,
        made_offset_min INTEGER NOT NULL,
        uid VARCHAR(36) NOT NULL,
        created_at INTEGER NOT NULL,
        updated_at INTEGER NOT NULL,
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        CONSTRAINT ck_emotional_tag_span CHECK (start_ms >= 0 AND end_ms >= start_ms),
        CONSTRAINT ck_emotional_tag_intensity CHECK (intensity BETWEEN 1 AND 5),
        CONSTRAINT ck_emotional_tag_mode CHECK (mode IN ('felt', 'expressed')),
        CONSTRAINT fk_emotional_tag_track_id_track FOREIGN KEY(track_id) REFERENCES track (id) ON
            DELETE CASCADE,
        CONSTRAINT fk_emotional_tag_emotion_id_emotion FOREIGN KEY(emotion_id) REFERENCES emotion
            (id) ON DELETE RESTRICT,
        CONSTRAINT fk_emotional_tag_listen_id_listen FOREIGN KEY(listen_id) REFERENCES listen (id)
            ON DELETE SET NULL,
        CONSTRAINT uq_emotional_tag_uid UNIQUE (uid)
    )
    """,
    """
    CREATE INDEX ix_emotional_tag_emotion_id ON emotional_tag (emotion_id)
    """,
    """
    CREATE INDEX ix_emotional_tag_listen_id ON emotional_tag (listen_id)
    """,
    """
    CREATE INDEX ix_emotional_tag_made_at ON emotional_tag (made_at)
    """,
    """
    CREATE INDEX ix_emotional_tag_track_id_start_ms ON emotional_tag (track_id, start_ms)
    """,
    """
    CREATE TABLE entry_scene (
        entry_id INTEGER NOT NULL,
        scene_id INTEGER NOT NULL,
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        CONSTRAINT fk_entry_scene_entry_id_journal_entry FOREIGN KEY(entry_id) REFERENCES
            journal_entry (id) ON DELETE CASCADE,
        CONSTRAINT fk_entry_scene_scene_id_scene FOREIGN KEY(scene_id) REFERENCES scene (id) ON
            DELETE CASCADE
    )
    """,
    """
    CREATE INDEX ix_entry_scene_entry_id ON entry_scene (entry_id)
    """,
    """
    CREATE INDEX ix_entry_scene_scene_id ON entry_scene (scene_id)
    """,
    """
    CREATE TABLE favourite_moment (
        track_id INTEGER NOT NULL,
        listen_id INTEGER,
        start_ms INTEGER NOT NULL,
        end_ms INTEGER NOT NULL,
        raw_start_ms INTEGER NOT NULL,
        raw_end_ms INTEGER NOT NULL,
        label VARCHAR NOT NULL,
        note VARCHAR NOT NULL,
        made_at INTEGER NOT NULL,
        made_offset_min INTEGER NOT NULL,
        uid VARCHAR(36) NOT NULL,
        created_at INTEGER NOT NULL,
        updated_at INTEGER NOT NULL,
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        CONSTRAINT ck_favourite_moment_span CHECK (start_ms >= 0 AND end_ms >= start_ms),
        CONSTRAINT fk_favourite_moment_track_id_track FOREIGN KEY(track_id) REFERENCES track (id)
            ON DELETE CASCADE,
        CONSTRAINT fk_favourite_moment_listen_id_listen FOREIGN KEY(listen_id) REFERENCES listen
            (id) ON DELETE SET NULL,
        CONSTRAINT uq_favourite_moment_uid UNIQUE (uid)
    )
    """,
    """
    CREATE INDEX ix_favourite_moment_listen_id ON favourite_moment (listen_id)
    """,
    """
    CREATE INDEX ix_favourite_moment_made_at ON favourite_moment (made_at)
    """,
    """
    CREATE INDEX ix_favourite_moment_track_id_start_ms ON favourite_moment (track_id, start_ms)
    """,
    """
    CREATE TABLE heard_stretch (
        listen_id INTEGER NOT NULL,
        start_ms INTEGER NOT NULL,
        end_ms INTEGER NOT NULL,
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        CONSTRAINT ck_heard_stretch_span CHECK (start_ms >= 0 AND end_ms >= start_ms),
        CONSTRAINT fk_heard_stretch_listen_id_listen FOREIGN KEY(listen_id) REFERENCES listen (id)
            ON DELETE CASCADE
    )
    """,
    """
    CREATE INDEX ix_heard_stretch_listen_id ON heard_stretch (listen_id)
    """,
    """
    CREATE TABLE scene_character (
        scene_id INTEGER NOT NULL,
        character_id INTEGER NOT NULL,
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        CONSTRAINT fk_scene_character_scene_id_scene FOREIGN KEY(scene_id) REFERENCES scene (id)
            ON DELETE CASCADE,
        CONSTRAINT fk_scene_character_character_id_character FOREIGN KEY(character_id) REFERENCES
            character (id) ON DELETE CASCADE
    )
    """,
    """
    CREATE INDEX ix_scene_character_character_id ON scene_character (character_id)
    """,
    """
    CREATE UNIQUE INDEX uq_scene_character_scene_id_character_id ON scene_character (scene_id,
        character_id)
    """,
    """
    CREATE TABLE entry_moment (
        entry_id INTEGER NOT NULL,
        moment_id INTEGER NOT NULL,
        id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
        CONSTRAINT fk_entry_moment_entry_id_journal_entry FOREIGN KEY(entry_id) REFERENCES
            journal_entry (id) ON DELETE CASCADE,
        CONSTRAINT fk_entry_moment_moment_id_favourite_moment FOREIGN KEY(moment_id) REFERENCES
            favourite_moment (id) ON DELETE CASCADE
    )
    """,
    """
    CREATE INDEX ix_entry_moment_entry_id ON entry_moment (entry_id)
    """,
    """
    CREATE INDEX ix_entry_moment_moment_id ON entry_moment (moment_id)
    """,
)

JOURNAL_INDEX = (
    """
    CREATE VIRTUAL TABLE journal_text USING fts5(text, content='journal_line', content_rowid='id',
        tokenize='trigram')
    """,
    """
    CREATE TRIGGER journal_line_added AFTER INSERT ON journal_line WHEN NEW.text <> '' BEGIN
    INSERT INTO journal_text (rowid, text) VALUES (NEW.id, NEW.text);
    END
    """,
    """
    CREATE TRIGGER journal_line_removed AFTER DELETE ON journal_line WHEN OLD.text <> '' BEGIN
    INSERT INTO journal_text (journal_text, rowid, text) VALUES ('delete', OLD.id, OLD.text);
    END
    """,
    """
    CREATE TRIGGER journal_emotional_tag_added AFTER INSERT ON emotional_tag BEGIN
    INSERT INTO journal_line (id, kind, owner_id, track_id, emotion_id, start_ms, end_ms, made_at,
        made_offset_min, text) SELECT coalesce((SELECT max(id) + 1 FROM journal_line WHERE id
        BETWEEN (NEW.made_at << 20) AND ((NEW.made_at << 20) + 1048575)), (NEW.made_at << 20)),
        'tag', NEW.id, NEW.track_id, NEW.emotion_id, NEW.start_ms, NEW.end_ms, NEW.made_at,
        NEW.made_offset_min, trim(NEW.note || char(10) || NEW.memory, char(10)) WHERE 1;
    END
    """,
    """
    CREATE TRIGGER journal_emotional_tag_changed AFTER UPDATE ON emotional_tag BEGIN
    DELETE FROM journal_line WHERE kind = 'tag' AND owner_id = OLD.id;
    INSERT INTO journal_line (id, kind, owner_id, track_id, emotion_id, start_ms, end_ms, made_at,
        made_offset_min, text) SELECT coalesce((SELECT max(id) + 1 FROM journal_line WHERE id
        BETWEEN (NEW.made_at << 20) AND ((NEW.made_at << 20) + 1048575)), (NEW.made_at << 20)),
        'tag', NEW.id, NEW.track_id, NEW.emotion_id, NEW.start_ms, NEW.end_ms, NEW.made_at,
        NEW.made_offset_min, trim(NEW.note || char(10) || NEW.memory, char(10)) WHERE 1;
    END
    """,
    """
    CREATE TRIGGER journal_emotional_tag_removed AFTER DELETE ON emotional_tag BEGIN
    DELETE FROM journal_line WHERE kind = 'tag' AND owner_id = OLD.id;
    END
    """,
    """
    CREATE TRIGGER journal_favourite_moment_added AFTER INSERT ON favourite_moment BEGIN
    INSERT INTO journal_line (id, kind, owner_id, track_id, emotion_id, start_ms, end_ms, made_at,
        made_offset_min, text) SELECT coalesce((SELECT max(id) + 1 FROM journal_line WHERE id
        BETWEEN (NEW.made_at << 20) AND ((NEW.made_at << 20) + 1048575)), (NEW.made_at << 20)),
        'moment', NEW.id, NEW.track_id, NULL, NEW.start_ms, NEW.end_ms, NEW.made_at,
        NEW.made_offset_min, trim(NEW.label || char(10) || NEW.note, char(10)) WHERE 1;
    END
    """,
    """
    CREATE TRIGGER journal_favourite_moment_changed AFTER UPDATE ON favourite_moment BEGIN
    DELETE FROM journal_line WHERE kind = 'moment' AND owner_id = OLD.id;
    INSERT INTO journal_line (id, kind, owner_id, track_id, emotion_id, start_ms, end_ms, made_at,
        made_offset_min, text) SELECT coalesce((SELECT max(id) + 1 FROM journal_line WHERE id
        BETWEEN (NEW.made_at << 20) AND ((NEW.made_at << 20) + 1048575)), (NEW.made_at << 20)),
        'moment', NEW.id, NEW.track_id, NULL, NEW.start_ms, NEW.end_ms, NEW.made_at,
        NEW.made_offset_min, trim(NEW.label || char(10) || NEW.note, char(10)) WHERE 1;
    END
    """,
    """
    CREATE TRIGGER journal_favourite_moment_removed AFTER DELETE ON favourite_moment BEGIN
    DELETE FROM journal_line WHERE kind = 'moment' AND owner_id = OLD.id;
    END
    """,
    """
    CREATE TRIGGER journal_cue_added AFTER INSERT ON cue BEGIN
    INSERT INTO journal_line (id, kind, owner_id, track_id, emotion_id, start_ms, end_ms, made_at,
        made_offset_min, text) SELECT coalesce((SELECT max(id) + 1 FROM journal_line WHERE id
        BETWEEN (NEW.created_at << 20) AND ((NEW.created_at << 20) + 1048575)), (NEW.created_at <<
        20)), 'cue', NEW.id, NEW.track_id, NULL, NEW.start_ms, NEW.end_ms, NEW.created_at, NULL,
        '' WHERE 1;
    END
    """,
    """
    CREATE TRIGGER journal_cue_changed AFTER UPDATE ON cue BEGIN
    DELETE FROM journal_line WHERE kind = 'cue' AND owner_id = OLD.id;
    INSERT INTO journal_line (id, kind, owner_id, track_id, emotion_id, start_ms, end_ms, made_at,
        made_offset_min, text) SELECT coalesce((SELECT max(id) + 1 FROM journal_line WHERE id
        BETWEEN (NEW.created_at << 20) AND ((NEW.created_at << 20) + 1048575)), (NEW.created_at <<
        20)), 'cue', NEW.id, NEW.track_id, NULL, NEW.start_ms, NEW.end_ms, NEW.created_at, NULL,
        '' WHERE 1;
    END
    """,
    """
    CREATE TRIGGER journal_cue_removed AFTER DELETE ON cue BEGIN
    DELETE FROM journal_line WHERE kind = 'cue' AND owner_id = OLD.id;
    END
    """,
    """
    CREATE TRIGGER journal_occurrence_added AFTER INSERT ON occurrence BEGIN
    INSERT INTO journal_line (id, kind, owner_id, track_id, emotion_id, start_ms, end_ms, made_at,
        made_offset_min, text) SELECT coalesce((SELECT max(id) + 1 FROM journal_line WHERE id
        BETWEEN (NEW.created_at << 20) AND ((NEW.created_at << 20) + 1048575)), (NEW.created_at <<
        20)), 'occurrence', NEW.id, NEW.track_id, NULL, NEW.start_ms, NEW.end_ms, NEW.created_at,
        NULL, trim(NEW.variation || char(10) || NEW.note, char(10)) WHERE NEW.status =
        'confirmed';
    END
    """,
    """
    CREATE TRIGGER journal_occurrence_changed AFTER UPDATE ON occurrence BEGIN
    DELETE FROM journal_line WHERE kind = 'occurrence' AND owner_id = OLD.id;
    INSERT INTO journal_line (id, kind, owner_id, track_id, emotion_id, start_ms, end_ms, made_at,
        made_offset_min, text) SELECT coalesce((SELECT max(id) + 1 FROM journal_line WHERE id
        BETWEEN (NEW.created_at << 20) AND ((NEW.created_at << 20) + 1048575)), (NEW.created_at <<
        20)), 'occurrence', NEW.id, NEW.track_id, NULL, NEW.start_ms, NEW.end_ms, NEW.created_at,
        NULL, trim(NEW.variation || char(10) || NEW.note, char(10)) WHERE NEW.status =
        'confirmed';
    END
    """,
    """
    CREATE TRIGGER journal_occurrence_removed AFTER DELETE ON occurrence BEGIN
    DELETE FROM journal_line WHERE kind = 'occurrence' AND owner_id = OLD.id;
    END
    """,
    """
    CREATE TRIGGER journal_journal_entry_added AFTER INSERT ON journal_entry BEGIN
    INSERT INTO journal_line (id, kind, owner_id, track_id, emotion_id, start_ms, end_ms, made_at,
        made_offset_min, text) SELECT coalesce((SELECT max(id) + 1 FROM journal_line WHERE id
        BETWEEN (NEW.written_at << 20) AND ((NEW.written_at << 20) + 1048575)), (NEW.written_at <<
        20)), 'entry', NEW.id, NULL, NULL, NULL, NULL, NEW.written_at, NEW.written_offset_min,
        trim(NEW.title || char(10) || NEW.text, char(10)) WHERE 1;
    END
    """,
    """
    CREATE TRIGGER journal_journal_entry_changed AFTER UPDATE ON journal_entry BEGIN
    DELETE FROM journal_line WHERE kind = 'entry' AND owner_id = OLD.id;
    INSERT INTO journal_line (id, kind, owner_id, track_id, emotion_id, start_ms, end_ms, made_at,
        made_offset_min, text) SELECT coalesce((SELECT max(id) + 1 FROM journal_line WHERE id
        BETWEEN (NEW.written_at << 20) AND ((NEW.written_at << 20) + 1048575)), (NEW.written_at <<
        20)), 'entry', NEW.id, NULL, NULL, NULL, NULL, NEW.written_at, NEW.written_offset_min,
        trim(NEW.title || char(10) || NEW.text, char(10)) WHERE 1;
    END
    """,
    """
    CREATE TRIGGER journal_journal_entry_removed AFTER DELETE ON journal_entry BEGIN
    DELETE FROM journal_line WHERE kind = 'entry' AND owner_id = OLD.id;
    END
    """,
)


def upgrade() -> None:
    for statement in (*TABLES, *JOURNAL_INDEX):
        op.get_bind().exec_driver_sql(statement)


def downgrade() -> None:
    raise NotImplementedError("the backup made before the upgrade is the way back")
