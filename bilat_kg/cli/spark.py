"""``bilat-kg spark``: extraction on many machines."""

from __future__ import annotations

import click


@click.command()
@click.argument("sources", metavar="SOURCE...", nargs=-1, required=True)
@click.option("-o", "--output", metavar="FOLDER", required=True, help="Where to write; must not be there.")
@click.option("--master", metavar="URL", help="Spark's master, such as spark://host:7077; default: as Spark is set up.")
@click.option(
    "--deadline",
    type=click.FloatRange(0.1, 86_400),
    default=8.0,
    show_default=True,
    help="Seconds of processor time that one article may take.",
)
@click.option("--partitions", type=click.IntRange(1), help="Tasks of reading; default: three for each core.")
def spark(sources: tuple[str, ...], output: str, master: str | None, deadline: float, partitions: int | None) -> None:
    """Read articles on many machines, as a job of Apache Spark, for `build` to take.

    SOURCE is a path or address that Hadoop knows (hdfs://, s3a://, file://): files, folders, patterns, or a dump of
    MediaWiki, which is read in pieces. `bilat-kg build FOLDER` makes a store of what is written, and so does any bulk
    loader of N-Quads.
    """
    try:
        from pyspark import SparkConf, SparkContext
    except ImportError:
        from bilat_kg.errors import SparkError

        raise SparkError("Spark is not installed; pip install 'bilat-kg[spark]' brings it") from None
    from bilat_kg.spark import extract

    settings = SparkConf().setAppName("bilat-kg")
    context = SparkContext(conf=settings.setMaster(master) if master else settings)
    try:
        made = extract(context, sources, output, deadline=deadline, partitions=partitions)
    finally:
        context.stop()
    click.echo(f"{made.out}: {made.articles} articles read, {made.refused} sources refused")
