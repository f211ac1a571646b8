using Lucene.Net.Codecs;
using Lucene.Net.Index;
using Lucene.Net.Store;
using Lucene.Net.Util;

using SearchCore.Analysis;
using SearchCore.Schema;
using SearchCore.Storage;

namespace SearchCore.Indexing.Segments;

/// <summary>
/// Writes the files of a segment in the format of Lucene 4.8 (<c>Lucene46</c>). Postings, term dictionary and stored fields have encoders
/// of their own here; columns, norms, field table and segment info go through the codec's writers, which cost little.
/// </summary>
internal sealed class SegmentWriter
{
    /// <summary>Up to how many bytes a segment's files are one file, besides deletions and what names the segment.</summary>
    public const long PackedBytes = 1_000_000;

    private const string CodecName = "Lucene46", PostingsName = "Lucene41";

    private readonly Inverter inverter = new();
    private readonly PostingsEncoder postings = new();
    private readonly TermDictionary dictionary = new();

    /// <summary>
    /// The memory it holds from segment to segment, beside what inverting a field takes (<see cref="IndexedField.InversionBytes"/>).
    /// </summary>
    public long Bytes => inverter.Bytes + postings.Bytes + dictionary.Bytes;

    /// <summary>All the memory it holds.</summary>
    public long HeldBytes => Bytes + inverter.PlacesBytes;

    /// <summary>Writes a segment.</summary>
    /// <param name="contents">What it holds.</param>
    /// <param name="directory">Where to.</param>
    /// <param name="name">Its name.</param>
    /// <param name="packs">
    /// Whether its files become one where all together have no more than <see cref="PackedBytes"/>: what is small costs by the file.
    /// </param>
    public StagedSegment Write(SegmentContents contents, Lucene.Net.Store.Directory directory, string name, bool packs = false)
    {
        if (contents.Documents == 0)
        {
            throw new InvalidOperationException("A segment has one article at least.");
        }

        var codec = Codec.ForName(CodecName);
        var tracking = new TrackingDirectoryWrapper(directory);
        var info = new SegmentInfo(tracking, Constants.LUCENE_MAIN_VERSION, name, contents.Documents, false, codec, Diagnostics());
        var context = new IOContext(new FlushInfo(contents.Documents, 0));
        var fields = Fields(contents);
        var state = new SegmentWriteState(InfoStream.NO_OUTPUT, tracking, info, fields, 1, null, context);

        var begun = contents.Stored.Write(info, tracking, context);
        WritePostings(contents, new SegmentWriteState(state, PostingsName + "_0"));
        WriteNorms(contents, codec, state);
        WriteColumns(contents, codec, state);
        WriteWords(contents, tracking, name, context);
        codec.FieldInfosFormat.FieldInfosWriter.Write(tracking, name, string.Empty, fields, context);
        var files = new HashSet<string>(begun is null ? [] : [begun]);
        files.UnionWith(tracking.CreatedFiles);
        info.UseCompoundFile = packs && files.Sum(directory.FileLength) <= PackedBytes;
        info.SetFiles(info.UseCompoundFile ? Pack(files, directory, name, context) : files);
        codec.SegmentInfoFormat.SegmentInfoWriter.Write(tracking, info, fields, context);
        return new StagedSegment(directory, info, contents);
    }

    private static HashSet<string> Pack(HashSet<string> files, Lucene.Net.Store.Directory directory, string name, IOContext context)
    {
        string[] packed =
        [
            IndexFileNames.SegmentFileName(name, string.Empty, IndexFileNames.COMPOUND_FILE_EXTENSION),
            IndexFileNames.SegmentFileName(name, string.Empty, IndexFileNames.COMPOUND_FILE_ENTRIES_EXTENSION),
        ];
        using (var compound = new CompoundFileDirectory(directory, packed[0], context, openForWrite: true))
        {
            foreach (var file in files)
            {
                directory.Copy(compound, file, file, context);
            }
        }

        foreach (var file in files)
        {
            directory.DeleteFile(file);
        }

        return [.. packed];
    }

    private void WritePostings(SegmentContents contents, SegmentWriteState state)
    {
        try
        {
            postings.Open(state);
            dictionary.Open(state);
            foreach (var field in contents.Indexed)
            {
                if (field.IsPresent)
                {
                    field.Write(state.FieldInfos.FieldInfo(field.Definition.Number), inverter, postings, dictionary);
                }
            }

            dictionary.Close();
            postings.Close();
        }
        catch
        {
            dictionary.Abandon();
            postings.Abandon();
            throw;
        }
    }

    private static void WriteNorms(SegmentContents contents, Codec codec, SegmentWriteState state)
    {
        if (!state.FieldInfos.HasNorms)
        {
            return;
        }

        using var norms = codec.NormsFormat.NormsConsumer(state);
        foreach (var text in contents.Texts)
        {
            if (text.Field.IsPresent)
            {
                norms.AddNumericField(state.FieldInfos.FieldInfo(text.Field.Definition.Number), Norms(text));
            }
        }
    }

    private static void WriteColumns(SegmentContents contents, Codec codec, SegmentWriteState state)
    {
        using var columns = codec.DocValuesFormat.FieldsConsumer(state);
        columns.AddNumericField(state.FieldInfos.FieldInfo(FieldTable.Sequence.Number), contents.Sequences.Values());
        columns.AddNumericField(state.FieldInfos.FieldInfo(FieldTable.Id.Number), contents.Ids.Hashes.Values());
        foreach (var text in contents.Texts)
        {
            if (text.Field is { IsPresent: true, Definition.Column: FieldColumn.Number })
            {
                columns.AddNumericField(state.FieldInfos.FieldInfo(text.Field.Definition.Number), Lengths(text));
            }
        }

        if (contents.Published.Column.HasAny)
        {
            columns.AddNumericField(state.FieldInfos.FieldInfo(FieldTable.Published.Number), contents.Published.Column.Values());
        }

        foreach (var (number, _, one, many) in contents.Own.Columns())
        {
            var field = state.FieldInfos.FieldInfo(number);
            if (one is not null)
            {
                columns.AddNumericField(field, one.Values());
            }
            else if (many!.Column() is var several)
            {
                columns.AddSortedSetField(field, several.Values(), several.Counts(), several.Ordinals());
            }
        }

        if (contents.Signatures is { } signatures)
        {
            columns.AddBinaryField(state.FieldInfos.FieldInfo(signatures.Number), signatures.Column.Values());
        }

        if (contents.Facets.Terms.IsPresent)
        {
            var column = contents.Facets.Column();
            var facets = state.FieldInfos.FieldInfo(FieldTable.Facet.Number);
            columns.AddSortedSetField(facets, column.Values(), column.Counts(), column.Ordinals());
        }
    }

    private void WriteWords(SegmentContents contents, Lucene.Net.Store.Directory directory, string name, IOContext context)
    {
        if (contents.Words is not { } words)
        {
            return;
        }

        using var file = new WordListWriter(directory, name, context);
        var sorted = words.Sorted(ref inverter.Scratch);
        for (var i = 0; i < sorted.Count; i++)
        {
            var pair = sorted[i];
            var end = pair.IndexOf(SegmentWords.Separator);
            file.Add(pair[..end], pair[(end + 1)..]);
        }

        file.Finish();
    }

    private static IEnumerable<long?> Norms(TextPostings text)
    {
        for (var document = 0; document < text.Field.Log.Documents; document++)
        {
            yield return text.Norms[document];
        }
    }

    private static IEnumerable<long?> Lengths(TextPostings text)
    {
        for (var document = 0; document < text.Field.Log.Documents; document++)
        {
            yield return text.Norms[document] == 0 ? null : text.Lengths[document];
        }
    }

    // The fields that this segment's articles have.
    private static FieldInfos Fields(SegmentContents contents)
    {
        var indexed = new ISegmentField?[FieldTable.Count];
        foreach (var field in contents.Indexed.Where(f => f.Definition.Number < indexed.Length))
        {
            indexed[field.Definition.Number] = field.IsPresent ? field : null;
        }

        var fields = new List<FieldInfo>();
        foreach (var definition in FieldTable.All)
        {
            // A column beside terms has what they have; one without terms has a value of every article.
            var own = indexed[definition.Number];
            var hasColumn = definition.Column != FieldColumn.None && (definition.Terms == FieldTerms.None || own is not null);
            if (own is not null || hasColumn || contents.Article.IsPresent(definition.Number))
            {
                fields.Add(Field(definition, own, hasColumn));
            }
        }

        fields.AddRange(contents.OwnTexts.Where(t => t.Field.IsPresent)
            .Select(t => Field(t.Field.Definition, t.Field, hasColumn: t.Field.Definition.Column != FieldColumn.None)));
        fields.AddRange(contents.Own.Columns()
            .Select(own => Column(own.Name, own.Number, own.One is null ? DocValuesType.SORTED_SET : DocValuesType.NUMERIC)));
        if (contents.Signatures is { } signatures)
        {
            fields.Add(Column(IndexSchema.SignatureColumn, signatures.Number, DocValuesType.BINARY));
        }

        return new FieldInfos([.. fields.OrderBy(f => f.Number)]);
    }

    private static FieldInfo Column(string name, int number, DocValuesType type) => new(
        name, false, number, false, false, false, IndexOptions.NONE, type, DocValuesType.NONE, new Dictionary<string, string>());

    private static FieldInfo Field(FieldDefinition definition, ISegmentField? indexed, bool hasColumn)
    {
        var attributes = new Dictionary<string, string>();
        if (indexed is { HasTerms: true })
        {
            attributes["PerFieldPostingsFormat.format"] = PostingsName;
            attributes["PerFieldPostingsFormat.suffix"] = "0";
        }

        var isIndexed = indexed is not null;
        var hasNorms = isIndexed && definition.HasNorms;
        var options = definition.HasPositions ? IndexOptions.DOCS_AND_FREQS_AND_POSITIONS : IndexOptions.DOCS_ONLY;
        var column = definition.Column == FieldColumn.Values ? DocValuesType.SORTED_SET : DocValuesType.NUMERIC;
        var norms = hasNorms ? DocValuesType.NUMERIC : DocValuesType.NONE;
        return new FieldInfo(
            definition.Name, isIndexed, definition.Number, false, isIndexed && !hasNorms, false,
            isIndexed ? options : IndexOptions.NONE, hasColumn ? column : DocValuesType.NONE, norms, attributes);
    }

    private static Dictionary<string, string> Diagnostics() => new()
    {
        ["source"] = "searchcore",
        ["lucene.version"] = Constants.LUCENE_VERSION,
    };
}
