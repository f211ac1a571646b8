using Lucene.Net.Codecs;
using Lucene.Net.Index;
using Lucene.Net.Store;

using SearchCore.Indexing.Segments;

namespace SearchCore.Indexing.Merging;

/// <summary>The two files of columns or of norms: the values, and what each field's are and where they stand. For one thread.</summary>
internal sealed class ColumnOutput : IDisposable
{
    private const int LastField = -1;

    private readonly IndexOutput data;
    private readonly IndexOutput meta;

    /// <summary>Begins the files.</summary>
    /// <param name="state">The segment, with the names' suffix.</param>
    /// <param name="values">How the name of the file of values ends, and what its header says.</param>
    /// <param name="fields">The same of the other.</param>
    /// <param name="version">What both headers say.</param>
    public ColumnOutput(
        SegmentWriteState state, (string Extension, string Codec) values, (string Extension, string Codec) fields, int version)
    {
        data = Create(state, values, version);
        try
        {
            meta = Create(state, fields, version);
        }
        catch
        {
            data.Dispose();
            throw;
        }

        Data.Open(data);
        Meta.Open(meta);
    }

    /// <summary>The values.</summary>
    public ByteSink Data { get; } = new();

    /// <summary>The fields.</summary>
    public ByteSink Meta { get; } = new();

    /// <summary>Ends the files: they are whole.</summary>
    public void Finish()
    {
        Meta.WriteVInt(LastField);
        Meta.Close();
        CodecUtil.WriteFooter(meta);
        Data.Close();
        CodecUtil.WriteFooter(data);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Meta.Abandon();
        Data.Abandon();
        try
        {
            meta.Dispose();
        }
        finally
        {
            data.Dispose();
        }
    }

    private static IndexOutput Create(SegmentWriteState state, (string Extension, string Codec) file, int version)
    {
        var name = IndexFileNames.SegmentFileName(state.SegmentInfo.Name, state.SegmentSuffix, file.Extension);
        var output = state.Directory.CreateOutput(name, state.Context);
        try
        {
            CodecUtil.WriteHeader(output, file.Codec, version);
            return output;
        }
        catch
        {
            output.Dispose();
            throw;
        }
    }
}
