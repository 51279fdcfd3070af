"""Disjoint groups that grow together (union-find), the same whatever the order of joining."""

from __future__ import annotations

from collections.abc import Iterable


class Groups:
    """Members in groups; at first each is alone."""

    def __init__(self, members: Iterable[str]) -> None:
        self._parent = {member: member for member in members}

    def of(self, member: str) -> str:
        """Return the group's name: the least of its members."""
        root = member
        while self._parent[root] != root:
            root = self._parent[root]
        while self._parent[member] != root:
            self._parent[member], member = root, self._parent[member]
        return root

    def join(self, one: str, other: str) -> None:
        """Make the groups of both into one."""
        low, high = sorted((self.of(one), self.of(other)))
        self._parent[high] = low

    def all(self) -> list[list[str]]:
        """Return the groups, members and groups sorted."""
        groups: dict[str, list[str]] = {}
        for member in sorted(self._parent):
            groups.setdefault(self.of(member), []).append(member)
        return list(groups.values())
