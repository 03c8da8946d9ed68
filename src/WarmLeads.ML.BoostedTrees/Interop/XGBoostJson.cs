using System.Globalization;
using System.Text.Json;

namespace WarmLeads.ML.BoostedTrees;

/// <summary>Reads XGBoost's JSON token by token; what it does not need it steps over.</summary>
ref struct XGBoostJson
{
    const string Source = "XGBoost";
    const int MaximumDepth = 64;

    readonly XGBoostDocument _document = new();
    Utf8JsonReader _json;

    XGBoostJson(ReadOnlySpan<byte> file) => _json = new Utf8JsonReader(file, new JsonReaderOptions { MaxDepth = MaximumDepth });

    /// <summary>Reads a file; its bytes are changed.</summary>
    public static XGBoostDocument Read(byte[] file)
    {
        if (file.Length == 0 || file[0] != '{')
        {
            throw ForeignForest.Refuse(Source, "it is no JSON, which starts with a brace; save_model writes JSON when the name ends with .json");
        }

        QuoteWordsForNumbers(file);
        var reader = new XGBoostJson(file);
        try
        {
            reader._json.Read();
            reader.ReadObject(ReadTop);
            if (reader._json.Read())
            {
                throw reader.Unexpected("the end");
            }
        }
        catch (InvalidOperationException)
        {
            throw ForeignForest.Refuse(Source, $"the text at its byte {reader._json.TokenStartIndex + 1} is not UTF-8");
        }
        catch (JsonException wrong)
        {
            throw ForeignForest.Refuse(
                Source, $"it is no JSON at line {wrong.LineNumber + 1}, byte {wrong.BytePositionInLine + 1} (a file that ends with .ubj must be saved as .json)");
        }

        return reader._document;
    }

    // XGBoost writes NaN and Infinity, which JSON does not have: as strings of the same length they can be read.
    static void QuoteWordsForNumbers(Span<byte> file)
    {
        var inText = false;
        for (var i = 0; i < file.Length; i++)
        {
            if (inText)
            {
                inText = file[i] != '"';
                i += file[i] == '\\' ? 1 : 0;
            }
            else if (file[i] == '"')
            {
                inText = true;
            }
            else if (file[i..].StartsWith("NaN"u8))
            {
                "\"N\""u8.CopyTo(file[i..]);
                i += 2;
            }
            else if (file[i..].StartsWith("-Infinity"u8))
            {
                "\"-I\"     "u8.CopyTo(file[i..]);
                i += 8;
            }
            else if (file[i..].StartsWith("Infinity"u8))
            {
                "\"I\"     "u8.CopyTo(file[i..]);
                i += 7;
            }
        }
    }

    static void ReadTop(ref XGBoostJson reader, string name)
    {
        if (name == "learner")
        {
            reader.ReadObject(ReadLearner);
        }
        else
        {
            reader._json.Skip();
        }
    }

    static void ReadLearner(ref XGBoostJson reader, string name)
    {
        switch (name)
        {
            case "attributes":
                reader.ReadObject(ReadAttribute);
                break;
            case "objective" or "learner_model_param":
                reader.ReadObject(ReadParameter);
                break;
            case "feature_names":
                reader.ReadTexts(reader._document.FeatureNames);
                break;
            case "feature_types":
                reader.ReadTexts(reader._document.FeatureTypes);
                break;
            case "gradient_booster":
                reader.ReadObject(ReadBooster);
                break;
            default:
                reader._json.Skip();
                break;
        }
    }

    static void ReadAttribute(ref XGBoostJson reader, string name)
    {
        if (name == "best_iteration")
        {
            reader._document.BestIteration = reader.Text();
        }
        else
        {
            reader._json.Skip();
        }
    }

    // Their names do not collide between the objects that hold them.
    static void ReadParameter(ref XGBoostJson reader, string name)
    {
        var document = reader._document;
        switch (name)
        {
            case "name":
                document.ObjectiveName = reader.Text();
                break;
            case "base_score":
                document.BaseScore = reader.Text();
                break;
            case "num_class":
                document.ClassCount = reader.Text();
                break;
            case "num_target":
                document.TargetCount = reader.Text();
                break;
            case "num_feature":
                document.FeatureCount = reader.Text();
                break;
            case "num_parallel_tree":
                document.ParallelTreeCount = reader.Text();
                break;
            default:
                reader._json.Skip();
                break;
        }
    }

    static void ReadBooster(ref XGBoostJson reader, string name)
    {
        switch (name)
        {
            case "name":
                reader._document.Booster = reader.Text();
                break;
            case "model":
                reader.ReadObject(ReadModel);
                break;
            default:
                reader._json.Skip();
                break;
        }
    }

    static void ReadModel(ref XGBoostJson reader, string name)
    {
        switch (name)
        {
            case "gbtree_model_param":
                reader.ReadObject(ReadParameter);
                break;
            case "trees" when reader._json.TokenType == JsonTokenType.StartArray:
                reader._document.Trees.Clear();
                while (reader._json.Read() && reader._json.TokenType != JsonTokenType.EndArray)
                {
                    reader._document.Trees.Add(reader.ReadTree());
                }

                break;
            default:
                reader._json.Skip();
                break;
        }
    }

    XGBoostTree ReadTree()
    {
        var tree = new XGBoostTree();
        Expect(JsonTokenType.StartObject, "a tree");
        while (_json.Read() && _json.TokenType != JsonTokenType.EndObject)
        {
            var name = Name();
            switch (name)
            {
                case "left_children": tree = tree with { LeftChildren = Numbers() }; break;
                case "right_children": tree = tree with { RightChildren = Numbers() }; break;
                case "split_indices": tree = tree with { SplitIndices = Numbers() }; break;
                case "split_conditions": tree = tree with { SplitConditions = Numbers() }; break;
                case "default_left": tree = tree with { DefaultLeft = Numbers() }; break;
                case "split_type": tree = tree with { SplitType = Numbers() }; break;
                case "sum_hessian": tree = tree with { SumHessian = Numbers() }; break;
                case "loss_changes": tree = tree with { LossChanges = Numbers() }; break;
                case "categories": tree = tree with { Categories = Numbers() }; break;
                case "categories_nodes": tree = tree with { CategoriesNodes = Numbers() }; break;
                case "categories_segments": tree = tree with { CategoriesSegments = Numbers() }; break;
                case "categories_sizes": tree = tree with { CategoriesSizes = Numbers() }; break;
                case "tree_param":
                    var size = "0";
                    while (_json.Read() && _json.TokenType != JsonTokenType.EndObject)
                    {
                        var parameter = Name();
                        size = parameter == "size_leaf_vector" ? Text() : size;
                        _json.Skip();
                    }

                    tree = tree with { SizeLeafVector = size };
                    break;
                default: _json.Skip(); break;
            }
        }

        return tree;
    }

    delegate void Member(ref XGBoostJson reader, string name);

    void ReadObject(Member member)
    {
        Expect(JsonTokenType.StartObject, "an object");
        while (_json.Read() && _json.TokenType != JsonTokenType.EndObject)
        {
            member(ref this, Name());
        }
    }

    void ReadTexts(List<string> texts)
    {
        texts.Clear();
        Expect(JsonTokenType.StartArray, "an array");
        while (_json.Read() && _json.TokenType != JsonTokenType.EndArray)
        {
            texts.Add(Text());
        }
    }

    // The member's name; the reader is on its value then.
    string Name()
    {
        var name = _json.GetString() ?? "";
        _json.Read();
        return name;
    }

    readonly string Text() => _json.TokenType switch
    {
        JsonTokenType.String => _json.GetString() ?? "",
        JsonTokenType.Number => _json.GetDouble().ToString(CultureInfo.InvariantCulture),
        _ => throw Unexpected("a text"),
    };

    double[] Numbers()
    {
        Expect(JsonTokenType.StartArray, "an array");
        var numbers = new List<double>();
        while (_json.Read() && _json.TokenType != JsonTokenType.EndArray)
        {
            numbers.Add(Number());
        }

        return [.. numbers];
    }

    readonly double Number() => _json.TokenType switch
    {
        JsonTokenType.Number => _json.GetDouble(),
        JsonTokenType.True => 1,
        JsonTokenType.False => 0,
        JsonTokenType.String when _json.ValueTextEquals("N"u8) => double.NaN,
        JsonTokenType.String when _json.ValueTextEquals("I"u8) => double.PositiveInfinity,
        JsonTokenType.String when _json.ValueTextEquals("-I"u8) => double.NegativeInfinity,
        _ => throw Unexpected("a number"),
    };

    readonly void Expect(JsonTokenType type, string what)
    {
        if (_json.TokenType != type)
        {
            throw Unexpected(what);
        }
    }

    readonly InvalidDataException Unexpected(string what) =>
        ForeignForest.Refuse(Source, $"{what} belongs at byte {_json.TokenStartIndex + 1} of it, where there is a JSON token of type {_json.TokenType}");
}
