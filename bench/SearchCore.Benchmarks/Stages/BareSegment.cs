using Lucene.Net.Codecs;
using Lucene.Net.Index;
using Lucene.Net.Store;
using Lucene.Net.Util;

using SearchCore.Benchmarks.Corpora;
using SearchCore.Files;
using SearchCore.Storage;

using Directory = Lucene.Net.Store.Directory;

namespace SearchCore.Benchmarks.Stages;

/// <summary>What an encoder of one part of a segment needs, in a folder of its own: no other part is written.</summary>
internal sealed class BareSegment : IDisposable
{
    private readonly string folder = BenchmarkCorpus.NewIndexPath();

    public BareSegment(int articles, FieldInfos fields)
    {
        IndexFolder.Create(folder, PhysicalFiles.Instance);
        Directory = IndexFolder.Open(folder);
        Fields = fields;
        Info = new SegmentInfo(Directory, Constants.LUCENE_MAIN_VERSION, "_0", articles, false, Codec, new Dictionary<string, string>());
    }

    public static Codec Codec => Codec.ForName("Lucene46");

    public Directory Directory { get; }

    public FieldInfos Fields { get; }

    public SegmentInfo Info { get; }

    public SegmentWriteState WriteState(string suffix) =>
        new(new SegmentWriteState(InfoStream.NO_OUTPUT, Directory, Info, Fields, 1, null, IOContext.DEFAULT), suffix);

    public SegmentReadState ReadState(string suffix) => new(Directory, Info, Fields, IOContext.READ, 1, suffix);

    public void Dispose()
    {
        Directory.Dispose();
        System.IO.Directory.Delete(folder, recursive: true);
    }
}
