using System.Globalization;

using SearchCore.Files;

namespace SearchCore.Standing;

/// <summary>The files of a folder whose names are a prefix and a number: of those of one prefix a later one has a higher number.</summary>
internal static class NumberedFiles
{
    private const string Digits = "D19";

    /// <summary>The name of a file.</summary>
    public static string NameOf(string prefix, long number) => prefix + number.ToString(Digits, CultureInfo.InvariantCulture);

    /// <summary>The numbers that there are, rising. A folder that is not there has none.</summary>
    public static List<long> List(IFileOperations files, string folder, string prefix)
    {
        var numbers = new List<long>();
        foreach (var name in Names(files, folder))
        {
            if (name.StartsWith(prefix, StringComparison.Ordinal)
                && long.TryParse(name.AsSpan(prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                numbers.Add(number);
            }
        }

        numbers.Sort();
        return numbers;
    }

    /// <summary>The names of all files. A folder that is not there has none.</summary>
    public static string[] Names(IFileOperations files, string folder)
    {
        try
        {
            return files.List(folder);
        }
        catch (DirectoryNotFoundException)
        {
            return [];
        }
    }

    /// <summary>Removes a file that may be gone already.</summary>
    public static void Remove(IFileOperations files, string path)
    {
        try
        {
            files.Delete(path);
        }
        catch (FileNotFoundException)
        {
        }
    }

    /// <summary>Makes the folder and its name durable.</summary>
    public static void CreateFolder(IFileOperations files, string folder)
    {
        files.CreateFolder(folder);
        files.SyncFolder(Path.GetDirectoryName(folder)!);
    }
}
