using System.Text.RegularExpressions;

namespace SearchCore.Proofs.Running;

/// <summary>One thing taken out of the library's source.</summary>
/// <param name="Name">What.</param>
/// <param name="File">In which file, below <c>src</c>.</param>
/// <param name="Text">The file's text without it.</param>
/// <param name="Proof">The proof that must notice.</param>
/// <param name="Runs">With how many cases.</param>
internal sealed partial record SourceMutant(string Name, string File, string Text, string Proof, long Runs)
{
    private static readonly (string Name, string File, string Find, string Replace, string Proof, long Runs)[] Named =
    [
        ("the lock", "SearchCore/Storage/IndexLock.cs", @"FileAccess\.ReadWrite, FileShare\.None",
        "FileAccess.ReadWrite, FileShare.ReadWrite", "lock", 50),
        ("the check of every file's sum", "SearchCore/Storage/FileVerifier.cs", @"return crc == sum\.Crc \?", "return (crc | 1) != 0 ?",
        "damage", 400),
        ("the publication lock", "SearchCore/Indexing/Publication/ArticleWriter.cs", @"lock \(writer\.Publication\)", "lock (new object())",
        "publication", 1_500),
        ("the rollback after a failure", "SearchCore/Indexing/Publication/GuardedWriter.cs", @"throw RollBack\(failed, e\);",
        "throw new IndexException(IndexFault.Unwritable, folder, e.Message, e);", "fault", 1_500),
        ("the roll-back of Lucene's writer", "SearchCore/Indexing/Publication/GuardedWriter.cs",
        @"(?<=try\s*\{\s*)Lucene\.Rollback\(\);(?=\s*\}\s*catch)", "_ = Lucene;", "fault", 1_500),
    ];

    /// <summary>All of them: what is named above, and every call that syncs a file or a folder, found in the source.</summary>
    public static IEnumerable<SourceMutant> All(string source)
    {
        foreach (var (name, file, find, replace, proof, runs) in Named)
        {
            var text = System.IO.File.ReadAllText(Path.Combine(source, file));
            var mutated = new Regex(find, RegexOptions.CultureInvariant).Replace(text, replace);
            yield return mutated != text
                ? new SourceMutant(name, file, mutated, proof, runs)
                : throw new InvalidOperationException($"{file} no longer has '{find}': mend the list of mutants");
        }

        foreach (var file in Directory.EnumerateFiles(Path.Combine(source, "SearchCore"), "*.cs", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal))
        {
            var text = System.IO.File.ReadAllText(file);
            foreach (Match call in Sync().Matches(text))
            {
                var line = text.AsSpan(0, call.Index).Count('\n') + 1;
                yield return new SourceMutant(
                    $"{call.Value.Trim()} in line {line} of {Path.GetFileName(file)}", Path.GetRelativePath(source, file),
                    text.Remove(call.Index, call.Length).Insert(call.Index, ";"), "power-cut", 3_000);
            }
        }
    }

    [GeneratedRegex(@"(?<=^\s*)(\w+\.)*(SyncFile|SyncFolder|Sync)\([^;{]*\);", RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Sync();
}
