using SearchCore.Cluster.Catalogue;
using SearchCore.Cluster.Writing;

namespace SearchCore.Cluster.Tests;

/// <summary>What exceptions and records say, as implementations of other people make them.</summary>
public sealed class ContractTests
{
    [Fact]
    public void Exceptions_name_what_they_are_about()
    {
        var cause = new IOException("the cause");
        Assert.Equal((CatalogueFault.Refused, cause), Both(new CatalogueException(CatalogueFault.Refused, "refused", cause)));
        Assert.Same(cause, new CatalogueUnavailableException("away", cause).InnerException);
        var closed = new ShardWriterClosedException(3, cause);
        Assert.Equal((3, true), (closed.Shard, closed.Message.Contains("the cause", StringComparison.Ordinal)));
        Assert.Null(new ShardWriterClosedException(3).InnerException);
        var stale = new StaleWriterException(3, new SnapshotName(4, 9), 5, new SnapshotName(5, 8)).Message;
        Assert.All(new[] { "shard 3", "epoch 4", "Commit 9", "commit 8" }, w => Assert.Contains(w, stale, StringComparison.Ordinal));
        var held = new ShardHeldException(3, "a splitter");
        Assert.Equal((3, true), (held.Shard, held.Message.Contains("a splitter", StringComparison.Ordinal)));
        var misrouted = new MisroutedChangeException("a9", sentTo: 1, shard: 3, shards: 4).Message;
        Assert.All(new[] { "'a9'", "shard 3 of 4", "shard 1" }, w => Assert.Contains(w, misrouted, StringComparison.Ordinal));
        var receipt = new ClusterReceipt { Acknowledged = [], Rejected = [], Failed = [new ShardFailure(2, ["a"], cause)] };
        var failed = new ClusterWriteException(receipt);
        Assert.Equal((receipt, cause, 0L), (failed.Receipt, failed.InnerException, receipt.Version));

        static (CatalogueFault, Exception?) Both(CatalogueException e) => (e.Fault, e.InnerException);
    }

    [Fact]
    public void Records_say_what_they_were_given()
    {
        var article = WritingFixture.Article(1);
        Assert.Equal((article, "1"), (ShardChange.Put(article).Article, ShardChange.Put(article).Id));
        Assert.Null(ShardChange.Delete("1").Article);
        Assert.Equal((2L, "a writer"), (new ShardOwner(2, "a writer").Epoch, new ShardOwner(2, "a writer").Holder));
        var version = new ClusterVersion(1, [CatalogueContract.Generation(1, 2, 3)]);
        Assert.Equal(version.GetHashCode(), new ClusterVersion(1, [CatalogueContract.Generation(1, 2, 3)]).GetHashCode());
        Assert.Equal((2L, 3L), (version.Generations[0].Name.Epoch, version.Generations[0].Name.Sequence));
        var load = new ShardLoad(1, new IndexingReport
        {
            Articles = 1,
            Replaced = 0,
            Rejected = 0,
            Bytes = 0,
            Elapsed = default,
            RecognizedEntities = 0,
            Segments = 1,
            Notices = new Dictionary<Articles.ArticleNoticeKind, long>(),
            FailedSources = [],
            Cancelled = false,
            Sequence = 1,
        });
        var report = new BulkLoadReport(load.Report, version, [load]);
        Assert.Equal((load.Report, version, 1), (report.Total, report.Version, report.Shards[0].Shard));
    }
}
