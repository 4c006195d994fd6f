"""The Story page: works, episodes and scenes on the left, the selected one on the right."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from app.core.ids import EpisodeId, SceneId, WorkId
from app.core.words import Text, _
from app.story.records import WorkKind, next_episode
from app.transactions import changes
from app.transactions.changes import Change
from ui.bridge.context import Context
from ui.bridge.places import StoryLinePlace
from ui.bridge.track.thumbnails import Thumbnails
from ui.story.character_editor import CharacterEditor
from ui.story.editor import Editor
from ui.story.editor_stack import EditorStack
from ui.story.episode_editor import EpisodeEditor
from ui.story.removal import Removal
from ui.story.scene_editor import SceneEditor
from ui.story.story import Story
from ui.story.story_nodes import NodeRef, Place, story_nodes
from ui.story.story_tree import STILL_PX, StoryTree
from ui.story.work_editor import WorkEditor
from ui.story_import.opening import PASTE, add_import_actions, import_files, paste_list
from ui.style.icons import icon
from ui.style.theme import scaled_px, theme_signals
from ui.style.tokens import SPACE
from ui.widgets.buttons import LinkButton, PushButton, QuietButton
from ui.widgets.commit_fields import CommitText
from ui.widgets.empty_state import EmptyState
from ui.widgets.popup_menu import PopupMenu
from ui.widgets.text import TextLabel
from ui.widgets.turning import turn_to
from ui.words.spoilers import spoilers

TREE_PX = 312
_TREE_SHARE = 0.36  # of the page, at most
_KINDS = (
    changes.WORK,
    changes.SAGA,
    changes.EPISODE,
    changes.SCENE,
    changes.CHARACTER,
    changes.CUE,
    changes.TRACK,
)
_NEW = (
    ("scene", Text("Scene"), "clapperboard"),
    ("episode", Text("Episode"), "list"),
    ("work", Text("Series, film or game"), "tv"),
)


class StoryPage(QWidget):
    """Everything on it can be undone."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.story = Story()
        self._person: tuple[NodeRef, NodeRef] | None = None  # the open character, and from where
        self._came_from: int | None = None  # the work whose page led here
        self._is_split_set = False
        self._removal = Removal(context, self)
        # A verb may announce several changes; they are read once, when the event is over.
        self._reading = QTimer(self, singleShot=True, interval=0)
        self._reading.timeout.connect(self.read)
        side_px = 2 * STILL_PX.height()
        self.tree = StoryTree(Thumbnails(context.services.pictures.folder, side_px, self))
        self.work_editor = WorkEditor(context)
        self.episode_editor = EpisodeEditor(context)
        self.scene_editor = SceneEditor(context)
        self.character_editor = CharacterEditor(context)
        self.editors = EditorStack(
            context,
            self.work_editor,
            self.episode_editor,
            self.scene_editor,
            self.character_editor,
        )
        self._lay_out()
        self._wire()
        self.read()

    # --- what is shown --------------------------------------------------------------------------

    def read(self) -> None:
        """Reads the story again; selection, open branches and what is being typed stay."""
        if self.tree.is_naming:
            return  # `naming_ended` reads
        self._reading.stop()
        services = self._context.services.scenes
        story = self.story = Story(services.works(), services.scenes())
        self.tree.show_nodes(story_nodes(story.works, story.scenes, spoilers().covering))
        if turn_to(self._views, self._split if story.works else self.empty):
            self.focus_tree()
        if story.works and self.tree.ref is None:
            self.tree.pick(NodeRef("work", story.works[0].id))
        self._show()

    def open(self, ref: NodeRef) -> None:
        """Shows a work, episode, scene or character."""
        if ref.kind == "character":
            back = self.tree.ref
            if back is not None:
                self._person = (ref, back)
                self._show()
        elif self.tree.ref == ref:
            self._on_picked(ref)
        else:
            self.tree.pick(ref)

    def focus_tree(self) -> None:
        (self.tree if self._views.currentWidget() is self._split else self.empty).setFocus()

    def show_work(self, work_id: int) -> None:
        self.open(NodeRef("work", work_id))

    def edit_work(self, work_id: int) -> None:
        """From its page, to which Back and Escape lead."""
        self._came_from = work_id
        self.show_work(work_id)
        self.way_back.setVisible(True)

    def go_back(self) -> None:
        if self._came_from is not None:
            self._context.navigator.show(StoryLinePlace(self._came_from))

    def show_scene(self, scene_id: int) -> None:
        self.open(NodeRef("scene", scene_id))

    def show_person(self, character_id: int, scene_id: int | None) -> None:
        """scene_id: where to go back to, if not to what is open."""
        if scene_id is not None:
            self.show_scene(scene_id)
        self.open(NodeRef("character", character_id))

    @property
    def editor(self) -> Editor | None:
        """The editor in front."""
        return self.editors.front

    def begin(self, kind: str) -> None:
        """A new row in the tree, to be named; it belongs to the selected row."""
        if kind == "work" or not self.story.works:
            self._views.setCurrentWidget(self._split)
            self.tree.begin_draft("work", None)
            return
        parent = self.story.parent_for_new(kind, self.tree.ref)
        if parent is not None:
            self.tree.begin_draft(kind, parent)

    @property
    def open_work_id(self) -> int | None:
        """Of the work that is open, or that what is open belongs to."""
        work = self.story.work_of(self.tree.ref)
        return None if work is None else work.id

    def paste_list(self, work_id: int | None = None) -> None:
        """work_id: where it goes; the work that is open, if none is given."""
        at = self.open_work_id if work_id is None else work_id
        paste_list(self._context, self, at, self.show_work)

    def import_files(self, paths: Sequence[Path], work_id: int | None = None) -> None:
        import_files(self._context, self, paths, work_id, self.show_work)

    # --- making ---------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.addWidget(self._left())
        self._split.addWidget(self.editors)
        self._split.setStretchFactor(1, 1)
        self._split.setChildrenCollapsible(False)
        self.empty = EmptyState(
            "clapperboard",
            _("The story your music belongs to"),
            _(
                "Add the series, film or game whose music you love. Then assign its scenes to "
                "your tracks: their pictures and characters appear each time you listen."
            ),
        )
        self.empty.add_action(_("Add a series, film or game"), lambda: self.begin("work"), "plus")
        self.empty.add_action(str(PASTE), self.paste_list, "list")
        self._views = QStackedWidget()
        self._views.addWidget(self._split)
        self._views.addWidget(self.empty)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.addWidget(self._views)

    def _left(self) -> QWidget:
        left = QWidget()
        self.way_back = LinkButton(_("Back to the story line"), "arrow-left")
        self.way_back.clicked.connect(self.go_back)
        self.way_back.hide()
        self.new_button = PushButton(_("New"), "plus")
        self.new_button.setProperty("has_menu", True)
        menu = PopupMenu(self.new_button)
        for kind, text, icon_name in _NEW:
            action = menu.addAction(icon(icon_name, 16), str(text))
            action.triggered.connect(lambda _on=False, kind=kind: self.begin(kind))
        menu.addSeparator()
        add_import_actions(menu, self._context, self, lambda: self.open_work_id, self.show_work)
        self.new_button.setMenu(menu)
        head = QHBoxLayout()
        self.themes_button = QuietButton(_("Themes"), "music-2")
        self.themes_button.clicked.connect(lambda: self._context.navigator.open_page("themes"))
        head.addWidget(TextLabel(_("Story"), "title"))
        head.addStretch(1)
        head.addWidget(self.themes_button)
        head.addWidget(self.new_button)
        column = QVBoxLayout(left)
        column.setContentsMargins(SPACE.xl, SPACE.l, SPACE.s, SPACE.s)
        column.setSpacing(SPACE.m)
        column.addWidget(self.way_back, 0, Qt.AlignmentFlag.AlignLeft)
        column.addLayout(head)
        column.addWidget(self.tree, 1)
        self._left_pane = left
        self._fit()
        return left

    def _wire(self) -> None:
        self._context.relay.changed.connect(self._on_change)
        spoilers().covering_changed.connect(self._reading.start)
        theme_signals().theme_changed.connect(self._fit)
        tree = self.tree
        tree.picked.connect(self._on_picked)
        tree.renamed.connect(self._rename)
        tree.work_opened.connect(lambda key: self._context.navigator.show(StoryLinePlace(key)))
        tree.removal_requested.connect(self._request_removal)
        tree.new_requested.connect(lambda: self.begin("scene"))
        tree.scene_moved.connect(self._move)
        tree.draft_named.connect(self._add)
        tree.naming_ended.connect(self._reading.start)
        for editor in (
            self.work_editor,
            self.episode_editor,
            self.scene_editor,
            self.character_editor,
        ):
            editor.removal_requested.connect(self._request_removal)
            editor.opened.connect(self.open)
            for text in editor.findChildren(CommitText):
                text.left.connect(tree.setFocus)
        self.work_editor.draft_requested.connect(self.begin)
        self.episode_editor.draft_requested.connect(self.begin)

    def _fit(self) -> None:
        self._left_pane.setMinimumWidth(scaled_px(180))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._is_split_set:
            self._is_split_set = True
            tree = min(scaled_px(TREE_PX), round(self.width() * _TREE_SHARE))
            self._split.setSizes([tree, self.width() - tree])
        if self._reading.isActive():
            self.read()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._came_from is not None:
            self.go_back()
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        if self.editor is not None:
            self.editor.commit()
        self._came_from = None
        self.way_back.hide()
        super().hideEvent(event)

    # --- news -----------------------------------------------------------------------------------

    def _on_change(self, change: Change) -> None:
        if change.touches(*_KINDS):
            self._reading.start()

    def _on_picked(self, _ref: NodeRef | None) -> None:
        self._person = None
        self._show()

    def _show(self) -> None:
        """Show the editor of what is open; if that character is gone, of where it was opened."""
        editors, story = self.editors, self.story
        if self._person is not None and not editors.show_person(*self._person, story):
            self._person = None
        if self._person is None and not editors.show_ref(self.tree.ref, story):
            editors.show_nothing()

    # --- verbs ----------------------------------------------------------------------------------

    def _add(self, kind: str, parent: NodeRef | None, name: str) -> None:
        made: list[int] = []

        def show() -> None:
            self.read()
            self.tree.pick(NodeRef(kind, made[0]))
            self.tree.setFocus()

        self._context.do(lambda: made.append(self._added(kind, parent, name)), show)

    def _added(self, kind: str, parent: NodeRef | None, name: str) -> int:
        scenes = self._context.services.scenes
        if kind == "work" or parent is None:
            return scenes.add_work(WorkKind.SERIES, name)
        work = self.story.work_of(parent)
        if work is None:
            raise LookupError(f"{parent} is gone")
        if kind == "episode":
            new = next_episode(work)
            return scenes.add_episode(work.id, new.season_number, new.number, name)
        episode_id = EpisodeId(parent.id) if parent.kind == "episode" else None
        return scenes.add_scene(WorkId(work.id), name, episode_id=episode_id)

    def _rename(self, ref: NodeRef, name: str) -> None:
        scenes = self._context.services.scenes
        self._context.do(lambda: scenes.edit(ref.kind, ref.id, title=name))

    def _move(self, scene_id: int, place: Place) -> None:
        scenes = self._context.services.scenes
        self._context.do(lambda: scenes.place_scene(SceneId(scene_id), *place))

    def _request_removal(self, ref: NodeRef) -> None:
        is_person = ref.kind == "character"
        title = self.character_editor.name.text() if is_person else self.story.title(ref)
        self._context.look(lambda: self._removal.request(ref, title))
