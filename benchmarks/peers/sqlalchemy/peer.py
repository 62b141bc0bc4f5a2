# SPDX-License-Identifier: BSL-1.0
"""peer.py plain|aiosqlite WORKLOAD[/SIZE] COUNT DATABASE: the workloads by SQLAlchemy's ORM and its bulk statements.

All workloads are coroutines over one small interface; without asyncio their awaits never wait, which costs a tenth of a
microsecond each.
"""

import asyncio
import sys
import time

from sqlalchemy import (Boolean, Column, Float, ForeignKey, Integer, String, bindparam, event, func, insert, select,
                        update)
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.ext.asyncio import AsyncSession, create_async_engine
from sqlalchemy.orm import Session, declarative_base, relationship, selectinload
from sqlalchemy import create_engine

Base = declarative_base()


class User(Base):
    __tablename__ = "users"
    id = Column(Integer, primary_key=True)
    name = Column(String, nullable=False)
    email = Column(String, nullable=False)
    age = Column(Integer, nullable=False)
    score = Column(Float, nullable=False)
    active = Column(Boolean, nullable=False)
    note = Column(String)
    created = Column(Integer, nullable=False)


class Order(Base):
    __tablename__ = "orders"
    id = Column(Integer, primary_key=True)
    user_id = Column(ForeignKey("users.id"), nullable=False)
    total = Column(Float, nullable=False)


class Document(Base):
    __tablename__ = "documents"
    id = Column(Integer, primary_key=True)
    hash = Column(String, nullable=False)
    title = Column(String, nullable=False)


class Result(Base):
    __tablename__ = "results"
    id = Column(Integer, primary_key=True)
    first_id = Column(ForeignKey("documents.id"), nullable=False)
    second_id = Column(ForeignKey("documents.id"), nullable=False)
    similarity = Column(Float, nullable=False)


class Person(Base):
    __tablename__ = "people"
    id = Column(Integer, primary_key=True)
    name = Column(String, nullable=False)
    hair_color = Column(String)
    posts = relationship("Post", order_by="Post.id")


class Post(Base):
    __tablename__ = "posts"
    id = Column(Integer, primary_key=True)
    user_id = Column(ForeignKey("people.id"), nullable=False)
    title = Column(String, nullable=False)
    body = Column(String)
    comments = relationship("Comment", order_by="Comment.id")


class Comment(Base):
    __tablename__ = "comments"
    id = Column(Integer, primary_key=True)
    post_id = Column(ForeignKey("posts.id"), nullable=False)
    text = Column(String, nullable=False)


class Plain:
    """A session without asyncio, with the methods that the asynchronous one has."""

    def __init__(self, session):
        self.session = session

    async def execute(self, *arguments):
        return self.session.execute(*arguments)

    async def scalars(self, *arguments):
        return self.session.scalars(*arguments)

    async def commit(self):
        self.session.commit()

    def expunge_all(self):
        self.session.expunge_all()


def key_of(i, users):
    return i * 7919 % users + 1


def make_user(number):
    return {"name": f"the name of user number {number}", "email": f"user{number}@mail.example.com",
            "age": (number - 1) % 90, "score": (number - 1) * 0.5, "active": (number - 1) % 10 != 0,
            "note": f"a note on user number {number}" if (number - 1) % 2 == 0 else None,
            "created": 1_700_000_000 + number - 1}


def sum_of_user(it):
    return (it.id + len(it.name) + len(it.email) + it.age + int(it.score) + it.active + len(it.note or "") +
            it.created)


def sum_of_person(it):
    return it.id + len(it.name) + len(it.hair_color or "")


async def point_select(db, count, users):
    query = select(User).where(User.id == bindparam("id"))
    total = 0
    for i in range(count):
        found = (await db.scalars(query, {"id": key_of(i, users)})).one()
        total += sum_of_user(found)
        db.expunge_all()
    return count, total


async def scan(db, count, users):
    total = 0
    for _ in range(count // users):
        for each in await db.scalars(select(User)):
            total += sum_of_user(each)
        db.expunge_all()
    return count // users * users, total


async def views(db, count, users):
    total = 0
    for _ in range(count // users):
        for number, name, email in await db.execute(select(User.id, User.name, User.email)):
            total += number + len(name) + len(email)
    return count // users * users, total


async def insert_users(db, count, users, rows):
    await db.execute(insert(User), rows)
    await db.commit()
    return count, count


async def join(db, count, users):
    query = (select(User.name, Order.total).join(User, User.id == Order.user_id)
             .where(Order.user_id == bindparam("id"), Order.total >= bindparam("least"), User.active)
             .order_by(Order.total.desc()).limit(bindparam("most")))
    total = 0
    for i in range(count):
        for name, value in await db.execute(query, {"id": key_of(i, users), "least": 20.0, "most": 3}):
            total += len(name) + int(value)
    return count, total


async def upsert(db, count, users, batch):
    new = sqlite_insert(User)
    query = new.on_conflict_do_update(
        index_elements=["id"], set_={name: getattr(new.excluded, name) for name in ("name", "email", "score", "note")})
    for i in range(count):
        row = batch[i % 1000]
        row["id"] = key_of(i, 2 * users)
        row["score"] = float(i)
        await db.execute(query, row)
    await db.commit()
    return count, count


async def in_list(db, count, users):
    query = select(User.id, User.name).where(User.id.in_(bindparam("ids", expanding=True)))
    total = 0
    for i in range(count):
        ids = [(i * 7919 + j * 31) % users + 1 for j in range(100)]
        for number, name in await db.execute(query, {"ids": ids}):
            total += number + len(name)
    return count, total


async def dynamic(db, count, users):
    total = 0
    for i in range(count):
        low = key_of(i, users)
        query = select(User.id, User.name).where(User.id >= low, User.id < low + 50)
        if i & 1:
            query = query.where(User.age >= 30)
        if i & 2:
            query = query.where(User.active)
        if i & 4:
            query = query.where(User.score < 25_000.0)
        if i & 8:
            query = query.where(User.note.is_not(None))
        for number, name in await db.execute(query.order_by(User.id).limit(10)):
            total += number + len(name)
    return count, total


async def session(db, count, users):
    query = update(User).where(User.id == bindparam("key")).values(score=bindparam("new_score"))
    query = query.execution_options(synchronize_session=False)
    for i in range(count):
        await db.execute(query, {"key": key_of(i, users), "new_score": float(i)})
        await db.commit()
    return count, count


async def documents(db, count, users, rows, found):
    by_hash = select(Document.id).where(Document.hash == bindparam("hash"))
    for row in rows:
        if (await db.execute(by_hash, {"hash": row["hash"]})).first() is None:
            await db.execute(insert(Document), row)
    await db.execute(insert(Result), found)
    await db.commit()
    likest = (select(Result.second_id, Result.similarity).where(Result.first_id == bindparam("id"))
              .order_by(Result.similarity.desc(), Result.second_id).limit(bindparam("most")))
    total = 0
    for number in range(1, count + 1):
        for second, similarity in await db.execute(likest, {"id": number, "most": 10}):
            total += second + int(similarity * 1000 + 0.5)
    return len(found), total


async def trivial(db, count, users):
    total = 0
    for _ in range(count):
        total += sum(sum_of_person(it) for it in (await db.scalars(select(Person))).all())
        db.expunge_all()
    return count, total


async def medium(db, count, users):
    query = select(Person, Post).outerjoin(Post, Post.user_id == Person.id).where(
        Person.hair_color == bindparam("color"))
    total = 0
    for _ in range(count):
        for person, post in (await db.execute(query, {"color": "black"})).all():
            total += sum_of_person(person) + (post.id if post else 0)
        db.expunge_all()
    return count, total


async def associations(db, count, users):
    query = select(Person).order_by(Person.id).options(selectinload(Person.posts).selectinload(Post.comments))
    total = 0
    for _ in range(count):
        for person in (await db.scalars(query)).all():
            total += person.id
            for post in person.posts:
                total += post.id + sum(it.id + len(it.text) for it in post.comments)
        db.expunge_all()
    return count, total


async def diesel_insert(db, count, users, rows):
    for _ in range(count):
        await db.execute(insert(Person), rows)
        await db.commit()
    return count * len(rows), count * len(rows)


def make_results(count):
    for a in range(1, count + 1):
        for b in range(a + 1, count + 1):
            likeness = (a * 7919 + b * 104_729) % 1000
            if likeness < 226:
                yield {"first_id": a, "second_id": b, "similarity": likeness / 1000}


def prepared(name, size, count):
    """What a workload is given beside the session, made outside of the time that is measured."""
    if name == "insert":
        return insert_users, [[make_user(k) for k in range(1, count + 1)]]
    if name == "upsert":
        return upsert, [[make_user(k) for k in range(1, 1001)]]
    if name == "documents":
        rows = [{"hash": str(k * 2_654_435_761).zfill(64), "title": f"document number {k}"}
                for k in range(1, count + 1)]
        return documents, [rows, list(make_results(count))]
    if name == "diesel_insert":
        return diesel_insert, [[{"name": f"User {i}", "hair_color": "hair_color"} for i in range(size)]]
    simple = {it.__name__: it for it in (point_select, scan, views, join, in_list, dynamic, session, trivial, medium,
                                         associations)}
    if name not in simple:
        print("no workload", name, file=sys.stderr)
        sys.exit(3)
    return simple[name], []


async def measure(db, name, size, count):
    workload, more = prepared(name, size, count)
    users = (await db.execute(select(func.count()).select_from(User))).scalar_one()
    await db.commit()
    start = time.perf_counter_ns()
    operations, total = await workload(db, count, users, *more)
    if name != "session":
        await db.commit()
    print(time.perf_counter_ns() - start, operations, total, -1, 0)


def pragmas(connection, record):
    cursor = connection.cursor()
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.execute("PRAGMA synchronous = NORMAL")
    cursor.close()


async def with_aiosqlite(path, name, size, count):
    engine = create_async_engine("sqlite+aiosqlite:///" + path)
    event.listen(engine.sync_engine, "connect", pragmas)
    async with AsyncSession(engine, expire_on_commit=False) as db:
        await measure(db, name, size, count)
    await engine.dispose()


def plain(path, name, size, count):
    engine = create_engine("sqlite:///" + path)
    event.listen(engine, "connect", pragmas)
    with Session(engine, expire_on_commit=False) as db:
        try:
            measure(Plain(db), name, size, count).send(None)
        except StopIteration:
            return
        raise RuntimeError("a coroutine waits")


def main():
    kind, workload, count, path = sys.argv[1:]
    name, _, size = workload.partition("/")
    if kind == "plain":
        plain(path, name, int(size or 0), int(count))
    else:
        asyncio.run(with_aiosqlite(path, name, int(size or 0), int(count)))


main()
