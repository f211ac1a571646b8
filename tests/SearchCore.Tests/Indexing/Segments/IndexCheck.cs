using Lucene.Net.Index;

namespace SearchCore.Tests.Indexing.Segments;

/// <summary>Lucene.Net's own check of an index.</summary>
internal static class IndexCheck
{
    /// <summary>Fails with what the check says, where it finds anything.</summary>
    public static void AssertSound(Lucene.Net.Store.Directory directory)
    {
        using var log = new StringWriter();
        var status = new CheckIndex(directory) { InfoStream = log }.DoCheckIndex();
        Assert.True(status.Clean, log.ToString());
    }
}
