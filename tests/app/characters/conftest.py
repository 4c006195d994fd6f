from tests.app.story_line.conftest import Series, series

__all__ = ["Series", "series"]
